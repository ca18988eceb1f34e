package dev.tachograph.bootstrap.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Property
  void utf8LengthIsThatOfTheEncodedBytes(@ForAll String text) {
    // A lone surrogate cannot be encoded, and no JSON writer emits one.
    if (StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      assertThat(Json.utf8Length(text, 0, text.length()))
          .isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    }
  }

  @Property
  void theMemberIsFoundWhateverIsAroundIt(
      @ForAll @CharRange(from = ' ', to = '~') String before,
      @ForAll @CharRange(from = ' ', to = '~') String value) {
    String input = "{\"k\":" + quoted(value) + ",\"n\":[1,{\"input\":2}]}";
    String json =
        "{\"name\":"
            + quoted(before)
            + ",\"nested\":{\"input\":[]},\"input\":"
            + input
            + ",\"version\":1}";
    assertThat(Json.utf8LengthOfMember(json, "input")).isEqualTo(input.length());
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  @Test
  void valuesOfEveryKindAreMeasured() {
    assertThat(Json.utf8LengthOfMember("{\"input\":{}}", "input")).isEqualTo(2);
    assertThat(Json.utf8LengthOfMember("{\"input\" : [ ] , \"a\":1}", "input")).isEqualTo(3);
    assertThat(Json.utf8LengthOfMember("{\"input\":\"ü\"}", "input")).isEqualTo(4);
    assertThat(Json.utf8LengthOfMember("{\"a\":1,\"input\":12}", "input")).isEqualTo(2);
  }

  @Test
  void aMissingOrNullMemberHasNoLength() {
    assertThat(Json.utf8LengthOfMember("{\"input\":null}", "input")).isEqualTo(-1);
    assertThat(Json.utf8LengthOfMember("{\"a\":{\"input\":1}}", "input")).isEqualTo(-1);
    assertThat(Json.utf8LengthOfMember("{\"a\":\"input\"}", "input")).isEqualTo(-1);
    assertThat(Json.utf8LengthOfMember("", "input")).isEqualTo(-1);
    assertThat(Json.utf8LengthOfMember("[\"input\"", "input")).isEqualTo(-1);
  }
}
