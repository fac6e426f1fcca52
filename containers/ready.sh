#!/usr/bin/env bash
# Exits with 0 if the server is ready. Sends the HTTP request by bash, since the image has no curl.
exec 3<>/dev/tcp/localhost/9000 &&
  printf 'GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3 &&
  read -r status <&3 && [[ $status == *' 200 '* ]]
