# Ruby: an identity token for the customer who is signed in. Run: KEY=base64… ruby token.rb
require 'base64'
require 'json'
require 'openssl'
require 'securerandom'

now = Time.now.to_i
header = { alg: 'HS256', typ: 'JWT', kid: 'shop' }
claims = {
  iss: 'shop', aud: 'https://help.shop.example', sub: 'customer-17', jti: SecureRandom.uuid,
  iat: now, exp: now + 300, traits: { plan: 'business' }
}
unsigned = [header, claims].map { |part| Base64.urlsafe_encode64(part.to_json, padding: false) }.join('.')
key = Base64.decode64(ENV.fetch('KEY'))
puts "#{unsigned}.#{Base64.urlsafe_encode64(OpenSSL::HMAC.digest('SHA256', key, unsigned), padding: false)}"
