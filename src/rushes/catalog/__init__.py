"""The model records, as data files laid out like their ids, and the library that reads them.

`kling/kling-3.0/pro/text-to-video.json` describes the model `kling/kling-3.0/pro/text-to-video`.
A file whose name begins with `_` is no model: others build on it. `"extends": "../_base.json"`
names the file that a record builds on, relative to its own folder; the record is then a JSON merge
patch (RFC 7386) on it: objects are merged key by key, null removes a key, all else replaces.
"""
