"""What people read and type: labels looked up late, three languages, formats, parsing."""
