package dev.tachograph.bootstrap.uri;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameTemplatesTest {
  private final NameTemplates names = new NameTemplates(50);

  @ParameterizedTest
  @CsvSource({
    "orders, orders",
    "orders.created.v2, orders.created.v2",
    "orders-retry-1, orders-retry-{id}",
    "tenant_4711_mail, tenant_{id}_mail",
    "send mail to 4711, send mail to {id}",
    "reply.0b4d4c2e-7b1e-4c5e-9d51-0f5a0f3f9d11, reply.{uuid}",
    "a/b/12345, a/b/{id}",
    "amq.gen-JzTY20BRgKO-HjmUJj0wLg, amq.{token}",
    "mail.{id}, mail.{token}"
  })
  void idsBecomePlaceholders_andSeparatorsStay(String name, String template) {
    assertThat(names.template(name)).isEqualTo(template);
  }

  @Test
  void aTemplateOfATemplate_isTheSame() {
    String template = names.template("orders.4711.reply");
    assertThat(names.current(template)).isEqualTo(template);
  }

  @Test
  void tenThousandTemporaryQueues_readAsOne() {
    Set<String> templates = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      templates.add(names.template("temp." + UUID.randomUUID()));
    }
    assertThat(templates).containsExactly("temp.{uuid}");
  }

  @Test
  void aPlaceWithTooManyValues_isOpened_andEarlierTemplatesBecomePartOfIt() {
    String first = names.template("customer.ada");
    for (int i = 0; i < 60; i++) {
      names.template("customer." + (char) ('a' + i % 26) + (char) ('a' + i / 26));
    }
    assertThat(names.version()).isPositive();
    assertThat(names.template("customer.zoe")).isEqualTo("customer.{*}");
    assertThat(names.current(first)).isEqualTo("customer.{*}");
    assertThat(names.current("never-given")).isEqualTo("never-given");
  }

  @Test
  void longNames_areCut() {
    assertThat(names.template("q.".repeat(10_000))).hasSizeLessThanOrEqualTo(200);
    assertThat(names.template("x".repeat(1_000_000))).hasSizeLessThanOrEqualTo(200);
  }
}
