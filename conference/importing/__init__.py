"""From an office's spreadsheet to roster rows.

The fence: these modules know no Flask and no database and read no clock; the day they speak
of is passed in.  Matching with households already known, and the screens, are built on top
(`service.py`, `views.py`).

    from conference.importing.roster import read_roster
    roster = read_roster(data, today=date.today())            # data: the file's bytes
    roster = read_roster(data, today=…, mapping={7: "concern", 2: None})   # a person's correction
"""
