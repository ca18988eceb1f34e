package dev.tachograph.it.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextFormatParserTest {
  private static final String HEAD = "# HELP a_total All.\n# TYPE a_total counter\n";

  @Test
  void everyKindOfFamily_isRead() {
    Scrape scrape =
        Scrape.parse(
            HEAD
                + "a_total{x=\"1\",y=\"a\\\\b\\\"c\\nd,}\"} 1.5E3\n"
                + "# HELP s Quantiles.\n# TYPE s summary\n"
                + "s{quantile=\"0.5\"} NaN\ns_count 0\ns_sum 0.0\n"
                + "# HELP h Buckets.\n# TYPE h histogram\n"
                + "h_bucket{le=\"+Inf\"} 2\nh_count 2\nh_sum +Inf\n");

    assertThat(scrape.familyNames()).containsExactly("a_total", "s", "h");
    assertThat(scrape.value("a_total", "x", "1")).isEqualTo(1500);
    assertThat(scrape.samples("a_total").get(0).labels())
        .isEqualTo(Map.of("x", "1", "y", "a\\b\"c\nd,}"));
    assertThat(scrape.value("s", "quantile", "0.5")).isNaN();
    assertThat(scrape.value("h_sum")).isInfinite();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a_total 1",
        "a_total 1\n\n",
        "a_total 1 1700000000\n",
        "a_total 1\na_total 1\n",
        "a_total{x=\"1\",x=\"2\"} 1\n",
        "a_total{x=\"1} 1\n",
        "a_total{x=\"\\t\"} 1\n",
        "a_total{x=1} 1\n",
        "a_total{1x=\"1\"} 1\n",
        "a_total{x=\"1\" 1\n",
        "a_total one\n",
        "b_total 1\n",
        "a_total_count 1\n",
        "# EOF\n",
        "# HELP b B.\n",
        "# TYPE b gauge\nb 1\n",
        "# HELP b B.\n# TYPE b info\nb 1\n",
        "# HELP b \n# TYPE b gauge\nb 1\n",
        "# HELP b B.\n# TYPE b gauge\nb 1\n# HELP a_total All.\n# TYPE a_total counter\n",
        "# HELP b B.\n# TYPE b histogram\nb 1\n",
      })
  void whatIsNotTheFormat_isRefused(String rest) {
    // A HELP at the very end has no TYPE after it; the next family would show that.
    String text = rest.equals("# HELP b B.\n") ? HEAD + rest + "a_total 1\n" : HEAD + rest;

    assertThatThrownBy(() -> Scrape.parse(text)).isInstanceOf(AssertionError.class);
  }

  @Test
  void aSampleThatIsAskedFor_mustBeThereOnce() {
    Scrape scrape = Scrape.parse(HEAD + "a_total{x=\"1\"} 1\na_total{x=\"2\"} 2\n");

    assertThat(scrape.value("a_total", "x", "2")).isEqualTo(2);
    assertThat(scrape.count("a_total")).isEqualTo(3);
    assertThat(scrape.count("a_total", "x", "3")).isZero();
    assertThatThrownBy(() -> scrape.value("a_total")).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> scrape.value("a_total", "x", "3")).isInstanceOf(AssertionError.class);
  }
}
