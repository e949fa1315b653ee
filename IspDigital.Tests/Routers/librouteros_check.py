"""Talks to the simulated router with librouteros, a client that was written elsewhere, and prints what it saw as JSON."""
import hashlib
import json
import ssl
import sys

from librouteros import connect
from librouteros.exceptions import MultiTrapError, TrapError
from librouteros.login import plain, token
from librouteros.query import And, Key, Or

port, mode = int(sys.argv[1]), sys.argv[2]


def sign_in(password="secret"):
    options = {"port": port, "timeout": 20, "login_method": token if mode == "token" else plain}
    if mode == "tls":
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        options["ssl_wrapper"] = context.wrap_socket
    return connect("127.0.0.1", "admin", password, **options)


def trap_of(call):
    try:
        call()
    except MultiTrapError as error:
        return [str(each) for each in error.traps]
    except TrapError as error:
        return str(error)
    return None


seen = {"wrong-password": trap_of(lambda: sign_in("wrong"))}
api = sign_in()
if mode == "tls":
    certificate = api.protocol.transport.sock.getpeercert(binary_form=True)
    seen["thumbprint"] = hashlib.sha256(certificate).hexdigest().upper()

name, profile, disabled, row_id = Key("name"), Key("profile"), Key("disabled"), Key(".id")
secrets = api.path("ppp", "secret")
active = api.path("ppp", "active")


def names(*conditions):
    return [row["name"] for row in secrets.select(name).where(*conditions)]


seen["identity"] = list(api.path("system", "identity"))[0]["name"]
seen["version"] = list(api.path("system", "resource"))[0]["version"]
seen["all"] = len(list(secrets))
seen["row"] = list(secrets.select(row_id, name, profile, disabled).where(name == "user0001"))[0]
seen["or"] = names(Or(name == "user0001", name == "user0003", name == "user0005"))
seen["and"] = names(And(profile == "plan-10M", disabled == "false", name == "user0004"))
seen["in"] = names(name.In("user0002", "user0007"))
seen["not"] = names(profile != "plan-10M", name.In("user0001", "user0004"))
seen["nobody"] = names(name == "nobody")
seen["added"] = secrets.add(name="salma", password="pw", profile="plan-10M", service="pppoe", comment="isp:12345")
seen["added-row"] = list(secrets.select(row_id, name, Key("comment")).where(row_id == seen["added"]))[0]
secrets.update(**{".id": seen["added"], "disabled": True})
seen["set"] = list(secrets.select(disabled).where(row_id == seen["added"]))[0]["disabled"]
secrets.remove(seen["added"])
seen["removed"] = names(name == "salma")
victim = list(active.select(row_id, name).where(name == "user0009"))
active.remove(victim[0][".id"])
seen["kicked"] = list(active.select(name).where(name == "user0009"))
seen["duplicate"] = trap_of(lambda: secrets.add(name="user0001"))
seen["bad-profile"] = trap_of(lambda: secrets.update(**{".id": "*1", "profile": "gold"}))
seen["no-item"] = trap_of(lambda: secrets.remove("*FFFF"))
seen["no-menu"] = trap_of(lambda: list(api.path("foo", "bar")))
seen["after-traps"] = len(list(secrets))
api.close()
print(json.dumps(seen))
