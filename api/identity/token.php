<?php
// PHP: an identity token for the customer who is signed in. Run: KEY=base64… php token.php
function base64url(string $data): string {
    return rtrim(strtr(base64_encode($data), '+/', '-_'), '=');
}
$now = time();
$header = ['alg' => 'HS256', 'typ' => 'JWT', 'kid' => 'shop'];
$claims = [
    'iss' => 'shop', 'aud' => 'https://help.shop.example', 'sub' => 'customer-17',
    'jti' => bin2hex(random_bytes(16)), 'iat' => $now, 'exp' => $now + 300, 'traits' => ['plan' => 'business'],
];
$unsigned = base64url(json_encode($header)) . '.' . base64url(json_encode($claims));
$key = base64_decode(getenv('KEY'));
echo $unsigned . '.' . base64url(hash_hmac('sha256', $unsigned, $key, true)) . "\n";
