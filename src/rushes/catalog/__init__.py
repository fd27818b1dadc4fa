"""The model records, as data files laid out like their ids."""
