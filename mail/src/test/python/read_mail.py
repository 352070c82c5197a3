"""Reads mails with Python's own parser and prints what it sees: one JSON object per file, one a line."""

import email
import email.header
import email.policy
import email.utils
import hashlib
import json
import sys


# Names are read by the older functions: the newer address parser, before Python 3.12.9, puts a
# space between the encoded words of one name (https://github.com/python/cpython/issues/128110).
def people(raw):
    for name, address in email.utils.getaddresses([raw]):
        if not address:
            continue
        decoded = str(email.header.make_header(email.header.decode_header(name)))
        yield f"{decoded} <{address}>" if decoded else address


def raw_header(path, name):
    with open(path, "rb") as file:
        return email.message_from_binary_file(file)[name]


def unfolded(value):
    return value.replace("\r", "").replace("\n", "")


def seen(path):
    with open(path, "rb") as file:
        message = email.message_from_binary_file(file, policy=email.policy.default)
    text = html = ""
    files = []
    for part in message.walk():
        if part.is_multipart():
            continue
        content = part.get_payload(decode=True)
        if part.get_filename():
            digest = hashlib.sha256(content).hexdigest()
            files.append(f"{part.get_filename()} | {part.get_content_type()} | {digest}")
        elif part.get_content_type() == "text/html":
            html = content.decode("utf-8")
        else:
            text = content.decode("utf-8")
    to = unfolded(raw_header(path, "to"))
    groups = [group.display_name for group in message["to"].groups if group.display_name]
    defects = [str(defect) for part in message.walk() for defect in part.defects]
    defects += [f"{name}: {defect}" for name, value in message.items() for defect in value.defects]
    return {
        "subject": str(message["subject"]),
        "from": next(people(unfolded(raw_header(path, "from")))),
        "group": groups[0] if groups else None,
        "to": list(people(to)),
        "addresses": [address.addr_spec for address in message["to"].addresses],
        "date": int(message["date"].datetime.timestamp()),
        "messageId": str(message["message-id"]),
        "inReplyTo": str(message["in-reply-to"]) if message["in-reply-to"] else None,
        "text": text,
        "html": html,
        "files": files,
        "properties": {name: str(value) for name, value in message.items() if name.startswith("X-Wharf-")},
        "defects": defects,
    }


for argument in sys.argv[1:]:
    print(json.dumps(seen(argument)))
