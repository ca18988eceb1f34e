package dev.tachograph.it.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the matrix would find, if there were something wrong. */
class FitChecksTest {
  private static final ClassLoader NO_PROBES = ClassLoader.getPlatformClassLoader();
  private static final String PACKAGE = "dev/tachograph/it/fit/";
  private static final String USED = PACKAGE + "Samples$Used";

  /** What is wrong with what the sample refers to, if this is in the place of it. */
  private static List<String> problems(Class<?> inPlaceOfUsed) {
    Resolution resolution =
        new Resolution(
            name ->
                name.equals(USED)
                    ? Samples.classFile(inPlaceOfUsed)
                    : name.startsWith(PACKAGE) ? null : Samples.classFile(Object.class));
    ClassFacts user = ClassFacts.of(Samples.classFile(Samples.User.class));
    return user.references().stream()
        .filter(reference -> reference.owner().equals(USED))
        .map(reference -> resolution.problem(user, reference))
        .filter(Objects::nonNull)
        .sorted()
        .toList();
  }

  @Test
  void whatIsThereAsItWas_resolves() {
    assertThat(problems(Samples.Used.class)).isEmpty();
    assertThat(ClassFacts.of(Samples.classFile(Samples.User.class)).references())
        .hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void membersThatAreGone_notStaticAnyMore_orHidden_doNotResolve() {
    assertThat(problems(Samples.Changed.class))
        .containsExactly(
            "no " + USED + ".function()I, static",
            "not static is " + USED + ".shared:I, static",
            "static is " + USED + ".method()I");
  }

  @Test
  void aClassThatIsAnInterfaceNow_doesNotResolve() {
    assertThat(problems(Samples.ChangedToInterface.class))
        .contains("an interface is " + USED, "no " + USED + ".own:I");
  }

  @Test
  void whatDoesNotVerify_doesNotLink() {
    byte[] wrong = Samples.unverifiable();
    LinkingLoader right =
        new LinkingLoader(
            name -> name.equals(Samples.NAME) ? Samples.classFile(Samples.Number.class) : null,
            NO_PROBES);
    LinkingLoader broken =
        new LinkingLoader(name -> name.equals(Samples.NAME) ? wrong : null, NO_PROBES);

    assertThat(right.linkingError(Samples.NAME)).isNull();
    assertThat(broken.linkingError(Samples.NAME)).isInstanceOf(VerifyError.class);
  }

  @Test
  void jdksThatAreNotAtHand_stayOnThePageAsTheyWere() {
    String page = "## Libraries\n| 1.0 | x |\n## JDKs\n| JDK | |\n| 17.0.7 | works |\n| 25 | b |\n";
    assertThat(VersionsPage.jdkRows(page))
        .isEqualTo(
            new TreeMap<>(
                Map.of(
                    Runtime.Version.parse("17.0.7"), "| 17.0.7 | works |\n",
                    Runtime.Version.parse("25"), "| 25 | b |\n")));
  }
}
