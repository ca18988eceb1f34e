package dev.tachograph.bootstrap.uri;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Paths as services really have them, each seen once. */
class RealPathsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Roots and plain words.
        "'' | /",
        "/ | /",
        "/health | /health",
        "/actuator/prometheus | /actuator/prometheus",
        "/users/me/ | /users/me",
        "//double//slashes | /double/slashes",
        "/search?q=secret&page=2 | /search",
        "/page#fragment | /page",
        "https://user:password@api.example.com/v1/things?key=secret | /v1/things",
        "http://example.com | /",
        "/app;jsessionid=1A2B3C4D5E6F/cart | /app/cart",
        // Numbers.
        "/users/12345 | /users/{id}",
        "/users/12345/orders/67 | /users/{id}/orders/{id}",
        "/users/-1 | /users/{id}",
        "/tiles/12/2200/1343.png | /tiles/{id}/{id}/{id}.png",
        "/points/52.3702,4.8952/forecast | /points/{id}/forecast",
        "/repos/acme/rocket/pulls/17/files | /repos/acme/rocket/pulls/{id}/files",
        "/v1/customers/42:cancel | /v1/customers/{id}:cancel",
        // Versions stay.
        "/v1/charges | /v1/charges",
        "/api/v2.1/items | /api/v2.1/items",
        "/apis/apps/v1beta2/deployments | /apis/apps/v1beta2/deployments",
        "/2.0/repositories/acme | /2.0/repositories/acme",
        "/oauth2/token | /oauth2/token",
        "/s3/bucket | /s3/bucket",
        "/encode/base64 | /encode/base64",
        "/charsets/utf-8 | /charsets/utf-8",
        // UUIDs, hexadecimal, tokens.
        "/orders/550e8400-e29b-41d4-a716-446655440000 | /orders/{uuid}",
        "/orders/550E8400-E29B-41D4-A716-446655440000/items | /orders/{uuid}/items",
        "/commits/da39a3ee5e6b4b0d3255bfef95601890afd80709 | /commits/{hex}",
        "/objects/507f1f77bcf86cd799439011 | /objects/{hex}",
        "/blocks/0x1b4 | /blocks/{hex}",
        "/words/defaced/facade | /words/defaced/facade",
        "/files/1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms/edit | /files/{token}/edit",
        "/v1/payment_intents/pi_3MtwBwLkdIwHu7ix28a3tqPa | /v1/payment_intents/{token}",
        "/reset/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln | /reset/{token}",
        "/sessions/QmFzZTY0VG9rZW5XaXRob3V0 | /sessions/{token}",
        "/keys/KjhGfTrWqPlMnBvCxZaSd | /keys/{token}",
        // Mixed ids.
        "/orders/ORD-2024-00017 | /orders/{id}",
        "/invoices/INV001 | /invoices/{id}",
        "/users/user123/profile | /users/{id}/profile",
        "/skus/SKU-9981-XL | /skus/{id}",
        "/tickets/ITEM-42 | /tickets/{id}",
        "/bookings/K7X9Q2 | /bookings/{id}",
        "/restapi/ABC12D3 | /restapi/{id}",
        "/reports/report_0042.pdf | /reports/{id}.pdf",
        "/stock/1 | /stock/{id}",
        "/stock/sku-1 | /stock/{id}",
        "/stock/sku_7.json | /stock/{id}.json",
        "/stock/3-red/sizes | /stock/3-red/sizes",
        "/users/42.json | /users/{id}.json",
        // E-mail addresses, dates.
        "/users/jane.doe@example.com | /users/{email}",
        "/users/jane.doe%40example.com/roles | /users/{email}/roles",
        "/reports/2024-01-17 | /reports/{date}",
        "/reports/2024-01 | /reports/{date}",
        "/events/2024-01-17T10:15:30Z | /events/{date}",
        "/archive/20240117 | /archive/{id}",
        // What is not decided by looks is learned, see UriTemplatesTest.
        "/users/alice | /users/alice",
        "/wiki/Main%20Page | /wiki/Main%20Page",
        "/query/{injected} | /query/{token}",
        // Conductor's own.
        "/tasks/poll/batch/resize | /tasks/poll/batch/resize",
        "/workflow/3c3f1a0e-6d5b-4b57-9d0e-2f1f1f1f1f1f | /workflow/{uuid}",
        // Eight segments, and no more.
        "/a/b/c/d/e/f/g/h/i/j | /a/b/c/d/e/f/g/h",
      })
  void hasTheExpectedTemplate(String path, String template) {
    assertThat(new UriTemplates().labels("host", path, null).uri()).isEqualTo(template);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "/users/alice | /users/{name} | /users/{name}",
        "/api/v1/users/alice/orders/7?x=1 | /users/{name}/orders/{order} | /api/v1/users/{name}/orders/{order}",
        "/users/alice | http://host:8080/base/users/{name}?expand={e} | /users/alice",
        "/users/alice | https://{host}/users/{name}{?expand} | /users/{name}",
        "/users/42 | /users/{id:[0-9]{1,9}} | /users/{id}",
        "/files/42.json | /files/{file}.json | /files/{file}.json",
        "/range/1-20 | /range/{from}-{to} | /range/{from}-{to}",
        // Not templates, or of another path: ignored.
        "/users/alice | /users/alice | /users/alice",
        "/users/7 | /users/7 | /users/{id}",
        "/token | /users/{name} | /token",
        "/other/alice | /users/{name} | /other/alice",
        "/users/alice | /users/{name | /users/alice",
        "/users/alice | {url} | /users/{url}",
      })
  void usesTheClientsTemplateIfItFits(String path, String template, String expected) {
    assertThat(new UriTemplates().labels("host", path, template).uri()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "api.example.com, -1, /x, api.example.com",
        "API.Example.com, 443, /x, api.example.com",
        "api.example.com, 8443, /x, api.example.com:8443",
        "http://api.example.com:80, -1, /x, api.example.com",
        "http://127.0.0.1:8080, -1, /x, 127.0.0.1:8080",
        "::1, 8080, /x, [::1]:8080",
        "[::1], 8080, /x, [::1]:8080",
        "[0:0:0:0:0:0:0:1], 8080, /x, [::1]:8080",
        "[::1]:8080, -1, /x, [::1]:8080",
        "::1, -1, /x, [::1]",
        "[::1]:80, -1, /x, [::1]",
        "[::1], 443, /x, [::1]",
        "[0:0:0:0:0:0:0:1], -1, /x, [::1]",
        "0:0:0:0:0:0:0:1%lo, 80, /x, [::1]",
        "-, -1, http://user:secret@[0::0:1]:8080/y, [::1]:8080",
        "[FE80::A:0:0:B%25eth0], 81, /x, [fe80::a:0:0:b]:81",
        "api.example.com:8443, 8443, /x, api.example.com:8443",
        "[::not an address], 81, /x, unknown",
        "-, -1, https://user:secret@api.example.com:444/x?y, api.example.com:444",
        "-, -1, /x, unknown",
        "null, -1, /x, unknown",
        "user:secret@host, 81, /x, host:81",
      })
  void labelsHosts(String host, int port, String path, String label) {
    assertThat(UriTemplates.hostLabel(host, port, path)).isEqualTo(label);
  }
}
