"""A bank account and statements of three banks, to test with."""

from datetime import date
from typing import Any

from enterprises.models import BankAccount
from enterprises.services.bank import open_bank_account
from ledger.models import Book
from ledger.services.actors import system_actor
from tests.factories.books import account
from tests.factories.clock import AT
from tests.factories.people import PersonFactory

BRI = """NOREK;TGL_TRAN;DESK_TRAN;SALDO_AWAL_MUTASI;MUTASI_DEBET;MUTASI_KREDIT;SALDO_AKHIR_MUTASI
123;05/01/2025;SETORAN TUNAI PASAR;6,400,000.00;0.00;250,000.00;6,650,000.00
123;17/01/2025;TRF PAKAN CV LANCAR;6,650,000.00;1,200,000.00;0.00;5,450,000.00
123;31/01/2025;BIAYA ADM;5,450,000.00;10,000.00;0.00;5,440,000.00
"""
MANDIRI = """Rekening,123,,,,
Account No,Date,Val. Date,Description,Reference No.,Debit,Credit
123,05/01/25,05/01/25,SETORAN TUNAI,PASAR,.00,"250,000.00"
123,17/01/25,17/01/25,TRF PAKAN,CV LANCAR,"1,200,000.00",.00
123,31/01/25,31/01/25,BIAYA ADM,,"10,000.00",.00
"""
BCA = """Nomor Rekening,123
Tanggal Transaksi,Keterangan,Cabang,Jumlah,Saldo
31/01/2025,BIAYA ADM,0000,"10,000.00 DB","5,440,000.00"
17/01/2025,TRSF PAKAN CV LANCAR,0000,"1,200,000.00 DB","5,450,000.00"
05/01/2025,SETORAN TUNAI PASAR,0000,"250,000.00 CR","6,650,000.00"
Saldo Awal,,,,
"""
BNI = """"Posting Date","Branch","Transaction Description","Amount","DB/CR","Balance"
"05-01-2025 10:11:12","JOGJA","SETORAN TUNAI PASAR","250,000.00","C","6,650,000.00"
"17-01-2025 09:00:00","JOGJA","TRF PAKAN CV LANCAR","1,200,000.00","D","5,450,000.00"
"31-01-2025 23:59:00","JOGJA","BIAYA ADM","10,000.00","D","5,440,000.00"
"""
MT940 = """:20:MUTASI
:25:1234567890
:28C:00001/001
:60F:C250101IDR6400000,
:61:2501050105C250000,00NTRFNONREF
:86:SETORAN TUNAI PASAR
:61:2501170117D1200000,00NTRFNONREF
:86:TRF PAKAN CV LANCAR
:61:2501310131D10000,00NCHGNONREF
:86:BIAYA ADM
:62F:C250131IDR5440000,
-"""
_OFX_LINE = "<STMTTRN><TRNTYPE>{0}<DTPOSTED>{1}<TRNAMT>{2}<FITID>{1}<NAME>{3}</STMTTRN>"
OFX = (
    "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:USASCII\nCHARSET:1252\n"
    "COMPRESSION:NONE\nOLDFILEUID:NONE\nNEWFILEUID:NONE\n\n<OFX><SIGNONMSGSRSV1><SONRS><STATUS>"
    "<CODE>0<SEVERITY>INFO</STATUS><DTSERVER>20250201<LANGUAGE>ENG</SONRS></SIGNONMSGSRSV1>"
    "<BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS><STMTRS><CURDEF>IDR"
    "<BANKACCTFROM><BANKID>1<ACCTID>1<ACCTTYPE>CHECKING</BANKACCTFROM><BANKTRANLIST>"
    "<DTSTART>20250101<DTEND>20250131"
    + _OFX_LINE.format("CREDIT", "20250105", "250000.00", "SETORAN TUNAI PASAR")
    + _OFX_LINE.format("DEBIT", "20250117", "-1200000.00", "TRF PAKAN CV LANCAR")
    + _OFX_LINE.format("DEBIT", "20250131", "-10000.00", "BIAYA ADM")
    + "</BANKTRANLIST><LEDGERBAL><BALAMT>5440000.00<DTASOF>20250131</LEDGERBAL></STMTRS>"
    "</STMTTRNRS></BANKMSGSRSV1></OFX>"
)
QIF = """!Type:Bank
D05/01/2025
T250,000.00
PSETORAN TUNAI PASAR
^
D17/01/2025
T-1,200,000.00
PTRF PAKAN CV LANCAR
^
D31/01/2025
T-10,000.00
PBIAYA ADM
^
"""


def bank_of(book: Book, **changed: Any) -> BankAccount:
    """The book's bank account 1102, signed by two, statements from 2025 on."""
    wish: dict[str, Any] = {
        "account": account(book, "1102"),
        "bank": "Bank Fiktif",
        "number": "1234567890",
        "holder": "KUBE Uji",
        "signatories": (PersonFactory(), PersonFactory()),
        "starts_on": date(2025, 1, 1),
        "start_balance": 6_400_000,
    }
    return open_bank_account(book=book, actor=system_actor(), at=AT, **(wish | changed))
