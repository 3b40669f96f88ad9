# Python: an identity token for the customer who is signed in. Run: KEY=base64… python3 token.py
import base64, hashlib, hmac, json, os, time, uuid

def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()

now = int(time.time())
header = {"alg": "HS256", "typ": "JWT", "kid": "shop"}
claims = {
    "iss": "shop", "aud": "https://help.shop.example", "sub": "customer-17", "jti": str(uuid.uuid4()),
    "iat": now, "exp": now + 300, "traits": {"plan": "business"},
}
unsigned = ".".join(base64url(json.dumps(part).encode()) for part in (header, claims))
key = base64.b64decode(os.environ["KEY"])
print(unsigned + "." + base64url(hmac.new(key, unsigned.encode(), hashlib.sha256).digest()))
