package dev.tachograph.bootstrap.uri;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class UriTemplatesTest {
  private static final int LIMIT = 3;

  private static UriTemplates templates() {
    return new UriTemplates(List.of(), LIMIT);
  }

  private static String uri(UriTemplates templates, String path) {
    return templates.labels("host", path, null).uri();
  }

  /** A name with nothing about it that looks like one of many. */
  private static String name(int number) {
    StringBuilder name = new StringBuilder("n");
    for (int n = number; n > 0; n /= 26) {
      name.append((char) ('a' + n % 26));
    }
    return name.append('x').toString();
  }

  @Example
  void aPlaceWithTooManyValuesBecomesAny_andEarlierTemplatesBecomePartOfIt() {
    UriTemplates templates = templates();
    for (int i = 0; i < LIMIT; i++) {
      assertThat(uri(templates, "/users/" + name(i) + "/cart")).endsWith(name(i) + "/cart");
    }
    int version = templates.version();
    assertThat(uri(templates, "/users/one-more/cart")).isEqualTo("/users/{*}/cart");

    assertThat(templates.version()).isNotEqualTo(version);
    assertThat(uri(templates, "/users/" + name(0) + "/cart")).isEqualTo("/users/{*}/cart");
    assertThat(templates.current("host", "/users/" + name(1) + "/cart"))
        .isEqualTo("/users/{*}/cart");
    assertThat(uri(templates, "/other/" + name(0))).isEqualTo("/other/" + name(0));
  }

  @Example
  void placesBehindAnOpenPlaceAreLearnedTogether() {
    UriTemplates templates = templates();
    for (int i = 0; i < LIMIT + 1; i++) {
      uri(templates, "/users/" + name(i) + "/" + name(100 + i));
    }
    assertThat(uri(templates, "/users/anybody/anything")).isEqualTo("/users/{*}/{*}");
  }

  @Example
  void hostsAreToldApartUpToTheSameLimit() {
    UriTemplates templates = templates();
    for (int i = 0; i < LIMIT; i++) {
      assertThat(templates.labels("host" + i, "/x", null).host()).isEqualTo("host" + i);
    }
    assertThat(templates.labels("another", "/x", null).host()).isEqualTo("{*}");
    assertThat(templates.labels("host0", "/x", null).host()).isEqualTo("{*}");
    assertThat(templates.currentHost("host0")).isEqualTo("{*}");
  }

  @Example
  void rulesComeFirst_inTheirOrder_andAreNotLearned() {
    UriTemplates templates =
        new UriTemplates(
            List.of(
                UriRule.parse("/files/(public|private)/.*", "/files/$1/{path}"),
                UriRule.parse("/files/.*", "/files/{path}")),
            LIMIT);
    for (int i = 0; i < 10; i++) {
      assertThat(uri(templates, "/files/public/a/b/c/d/e/f/g/h/" + i))
          .isEqualTo("/files/public/{path}");
      assertThat(uri(templates, "/files/" + name(i) + "?x=1")).isEqualTo("/files/{path}");
    }
    assertThat(templates.current("host", "/files/{path}")).isEqualTo("/files/{path}");
    assertThat(templates.labels("host", "/files/x", "/files/{own}").uri())
        .isEqualTo("/files/{path}");
  }

  @Example
  void theSameTemplateIsTheSameString() {
    UriTemplates templates = templates();
    assertThat(uri(templates, "/users/1")).isSameAs(uri(templates, "/users/2"));
  }

  /** Whatever the order, the end is the same: what any path is then, and how many templates. */
  @Property(tries = 500)
  void theOrderOfArrivalsDoesNotMatter(
      @ForAll("paths") List<String> paths,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 4) int limit) {
    UriTemplates one = new UriTemplates(List.of(), limit);
    UriTemplates other = new UriTemplates(List.of(), limit);
    List<String> shuffled = new ArrayList<>(paths);
    Collections.shuffle(shuffled, new Random(seed));
    paths.forEach(path -> uri(one, path));
    shuffled.forEach(path -> uri(other, path));

    for (String path : paths) {
      assertThat(uri(one, path)).isEqualTo(uri(other, path));
    }
  }

  /** A template that was given out always leads to the one that its path has now. */
  @Property(tries = 500)
  void anEarlierTemplateLeadsToTheCurrentOne(
      @ForAll("paths") List<String> paths, @ForAll @IntRange(min = 1, max = 4) int limit) {
    UriTemplates templates = new UriTemplates(List.of(), limit);
    List<String> given =
        paths.stream().map(path -> uri(templates, path)).collect(Collectors.toList());
    for (int i = 0; i < given.size(); i++) {
      assertThat(templates.current("host", given.get(i))).isEqualTo(uri(templates, paths.get(i)));
    }
  }

  /** Few values at each place come to few templates: each place multiplies by the limit at most. */
  @Property(tries = 200)
  void thereAreNoMoreTemplatesThanTheLimitAllows(@ForAll("paths") List<String> paths) {
    UriTemplates templates = new UriTemplates(List.of(), 2);
    paths.forEach(path -> uri(templates, path));
    Set<String> distinct =
        paths.stream().map(path -> uri(templates, path)).collect(Collectors.toSet());
    // Paths of up to three segments, of two values each, and the empty one.
    assertThat(distinct).hasSizeLessThanOrEqualTo(1 + 2 + 4 + 8);
  }

  @Property(tries = 2000)
  void anyTextGivesATemplateThatIsFitForALabel(@ForAll String path, @ForAll String template) {
    for (String own : new String[] {null, template, "/{a}/" + template}) {
      String uri = templates().labels("host", path, own).uri();
      assertThat(uri).startsWith("/").doesNotContain("?", "#", "//");
      assertThat(uri.split("/")).hasSizeLessThanOrEqualTo(Segments.MAX + 1);
      assertThat(uri).hasSizeLessThanOrEqualTo(Segments.MAX_LENGTH);
    }
  }

  @Example
  void noTemplateIsLongerThanALabel_whateverIsLong() {
    String word = "abcdefgh".repeat(8);
    String longer = "/" + word + "/" + word + "/" + word + "/" + word;
    assertThat(uri(templates(), longer)).isEqualTo("/" + word + "/" + word + "/" + word);
    assertThat(uri(templates(), "/search/7:" + word)).isEqualTo("/search/{token}");
    assertThat(uri(templates(), "/jobs/7:cancel")).isEqualTo("/jobs/{id}:cancel");
    String literal = "a".repeat(1000);
    assertThat(templates().labels("host", "/x/" + literal + "7", "/{x}/" + literal + "{id}").uri())
        .isEqualTo("/{x}/{token}");
  }

  /** In a time that grows with the path, not with its square. */
  @Example
  void aPathOfNothingButSlashes_isTheRoot() {
    assertThat(uri(templates(), "/".repeat(10_000_000))).isEqualTo("/");
  }

  /** Ids of every make, whatever they are, come to a handful of templates. */
  @Property(tries = 100)
  void generatedIdsCollapse(@ForAll("ids") List<String> ids) {
    UriTemplates templates = new UriTemplates(List.of(), 1000);
    Set<String> seen = new TreeSet<>();
    for (String id : ids) {
      seen.add(uri(templates, "/things/" + id + "/parts"));
    }
    assertThat(seen)
        .allMatch(uri -> uri.matches("/things/\\{(id|uuid|hex|token|date|email)}/parts"));
  }

  @Example
  void aMillionDistinctPathsComeToFewTemplates() {
    UriTemplates templates = new UriTemplates();
    Random random = new Random(1);
    Set<String> last = new HashSet<>();
    for (int i = 0; i < 1_000_000; i++) {
      String path =
          "/" + name(random.nextInt(70)) + "/" + name(i) + "/" + name(random.nextInt(9000));
      String uri = uri(templates, path);
      if (i >= 900_000) {
        last.add(uri);
      }
    }
    assertThat(last).containsExactly("/{*}/{*}/{*}");
  }

  @Example
  void whateverComes_theTreeStaysSmall() {
    LearnedTemplates learned = new LearnedTemplates(10_000);
    Random random = new Random(1);
    for (int i = 0; i < 30_000; i++) {
      String[] path =
          IntStream.range(0, 8).mapToObj(n -> name(random.nextInt(30))).toArray(String[]::new);
      learned.learn(path);
    }
    assertThat(learned.places()).isBetween(1, LearnedTemplates.MAX_PLACES);
  }

  @Provide
  Arbitrary<List<String>> paths() {
    Arbitrary<String> segment = Arbitraries.of("a", "b", "c", "d", "e", "f", "17", "x@y.z");
    return segment
        .list()
        .ofMaxSize(3)
        .map(segments -> "/" + String.join("/", segments))
        .list()
        .ofMaxSize(40);
  }

  @Provide
  Arbitrary<List<String>> ids() {
    Arbitrary<String> numbers = Arbitraries.integers().greaterOrEqual(0).map(String::valueOf);
    Arbitrary<String> uuids =
        Arbitraries.longs().map(n -> new java.util.UUID(n * 31, n).toString());
    Arbitrary<String> hex =
        Arbitraries.longs().greaterOrEqual(0).map(n -> String.format("%016xa1", n));
    Arbitrary<String> mixed =
        Arbitraries.integers().between(0, 99999).map(n -> String.format("ORD-2024-%05d", n));
    Arbitrary<String> mails =
        Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(8).map(n -> n + "@example.com");
    return Arbitraries.oneOf(numbers, uuids, hex, mixed, mails).list().ofMinSize(1).ofMaxSize(50);
  }
}
