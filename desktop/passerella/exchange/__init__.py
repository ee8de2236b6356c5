"""CSV and Excel: in and out."""
