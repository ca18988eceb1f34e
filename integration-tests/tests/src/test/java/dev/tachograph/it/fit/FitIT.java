package dev.tachograph.it.fit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.RealParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every plan fits every version that the documentation claims, or leaves it alone. */
class FitIT {
  private static final int FEATURE_WITH_VERIFIER = 24;

  private static Path directory;
  private static Verifier verifier;
  private static Matrix matrix;

  @BeforeAll
  static void weaveEverything() {
    directory = Paths.newDirectory("fit");
    verifier = new Verifier(directory.resolve("woven"));
    matrix = Matrix.of(LibraryVersions.all(), JdkBuilds.atHand(), verifier);
  }

  @Test
  void whatIsWovenIntoALibrary_resolvesAndLinks() {
    assertThat(problems(matrix.libraries)).isEmpty();
    assertThat(matrix.libraries).hasSizeGreaterThan(20);
  }

  @Test
  void whatIsWovenIntoAJdk_resolves() {
    assertThat(problems(matrix.jdks)).isEmpty();
    assertThat(matrix.jdks).isNotEmpty();
  }

  @Test
  void everyBuildOfAJdk_isWovenAsAWhole() {
    matrix.jdks.forEach(
        (version, verdicts) ->
            verdicts.forEach(
                (name, verdict) ->
                    assertThat(verdict).as(name + " on " + version).hasToString("works")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"17.0.7", "21.0.1"})
  void classFilesOfOtherBuildsAreLookedAt(String version) {
    RealParts.require(matrix.jdks.containsKey(version), "the image of JDK " + version);
  }

  @Test
  void whatIsWovenIntoAJdk_orIsTooNewForThisJvm_isVerifiedElsewhere() {
    assertThat(verifier.verify(Jdks.newestAtLeast(FEATURE_WITH_VERIFIER).java())).isEmpty();
  }

  @Test
  void thatVerifierFindsWhatIsWrong() {
    Verifier other = new Verifier(directory.resolve("wrong"));
    other.add(Map.of(Samples.NAME, Samples.unverifiable()), "a sample", List.of());
    assertThat(other.verify(Jdks.newestAtLeast(FEATURE_WITH_VERIFIER).java()))
        .singleElement()
        .asString()
        .startsWith("a sample, " + Samples.NAME + ".class: ");
  }

  @Test
  void thePageIsCurrent() throws IOException {
    Path page = Paths.inProject("docs/versions.md");
    String committed = Files.exists(page) ? Files.readString(page) : "";
    String current = VersionsPage.of(matrix, committed);
    Path generated = directory.resolve("versions.md");
    Files.writeString(generated, current);
    assertThat(committed).as("%s, as it should be, is in %s", page, generated).isEqualTo(current);
  }

  private static List<String> problems(Map<String, Map<String, Verdict>> verdicts) {
    List<String> problems = new ArrayList<>();
    verdicts.forEach(
        (name, versions) ->
            versions.forEach(
                (version, verdict) ->
                    verdict
                        .problems()
                        .forEach(problem -> problems.add(name + " " + version + ": " + problem))));
    return problems;
  }
}
