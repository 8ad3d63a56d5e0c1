"""Reading what people write: the Excel workbook, its template, and rosters made elsewhere."""
