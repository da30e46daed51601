"""How each kind of record is written as an object of OParl."""
