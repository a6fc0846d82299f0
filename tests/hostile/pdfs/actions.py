"""Scripts, programs, attachments and addresses: nothing of it may be run, opened or fetched."""

# ruff: noqa: E501 - an object of a PDF is easier to read on one line

from tests.hostile.drawing import OK, put, simple, stream

put(
    "g55_javascript_openaction",
    "accept:2",
    simple(
        OK, catalogue=b"/OpenAction << /S /JavaScript /JS (app.alert(1); this.submitForm('http://127.0.0.1:9/x')) >>"
    ),
    "JavaScript on open",
)
put(
    "g56_launch_action",
    "accept:2",
    simple(OK, catalogue=b"/OpenAction << /S /Launch /F (/bin/sh) /Win << /F (cmd.exe) >> >>"),
    "Launch action",
)
put(
    "g57_uri_and_remote_goto",
    "accept:2",
    simple(
        OK,
        catalogue=b"/OpenAction << /S /URI /URI (http://169.254.169.254/latest/meta-data/) >>",
        page_extra=b"/AA << /O << /S /GoToR /F (\\\\\\\\127.0.0.1\\\\share\\\\x.pdf) >> >>",
    ),
    "URI to the metadata address and GoToR to an SMB share: nothing may be fetched",
)
put(
    "g58_external_stream",
    "nothing",
    simple(b"<< /Length 0 /F (/etc/passwd) /FFilter /FlateDecode >>\nstream\n\nendstream"),
    "content stream kept in an external file (/F /etc/passwd): must not be read",
)
put(
    "g59_embedded_exe",
    "accept:2",
    simple(
        OK,
        catalogue=b"/Names << /EmbeddedFiles << /Names [(run.exe) 30 0 R] >> >>",
        more={30: b"<< /Type /Filespec /F (../../run.exe) /EF << /F 31 0 R >> >>", 31: stream(b"MZ" + b"\0" * 500)},
    ),
    "attachment run.exe with a ../ name: ignored, never written out",
)
put(
    "g60_xfa_xxe",
    "accept:2",
    simple(
        OK,
        catalogue=b"/AcroForm << /XFA 30 0 R /Fields [] >>",
        more={
            30: stream(
                b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd"><!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><xdp>&e;&b;</xdp>'
            )
        },
    ),
    "XFA form with an XML external entity",
)
put(
    "g61_xmp_entities",
    "accept:2",
    simple(
        OK,
        catalogue=b"/Metadata 30 0 R",
        more={
            30: stream(
                b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><!DOCTYPE x [<!ENTITY a "'
                + b"a" * 1000
                + b'">'
                + b"".join(
                    b'<!ENTITY b%d "%s">' % (i, b"&%s;" % (b"a" if i == 0 else b"b%d" % (i - 1)) * 10) for i in range(9)
                )
                + b"]><x:xmpmeta xmlns:x='adobe:ns:meta/'>&b8;</x:xmpmeta>",
                b"/Type /Metadata /Subtype /XML",
            )
        },
    ),
    "XMP metadata with entity expansion to 10^12 bytes",
)
