"""Flat tables of the record, one row a noun, for spreadsheets and data frames.

Each table is a list of columns, and each column says once what it is called, what sort of value it has, what it means
and where it comes from: the files, the documentation and the tests are all made of that.
"""

from onrecord.export.table_names import Form, What
from onrecord.export.tables.columns import Column, Sort, Table
from onrecord.export.tables.material import TABLES, Material, records, table

__all__ = ["TABLES", "Column", "Form", "Material", "Sort", "Table", "What", "records", "table"]
