package dev.tachograph.it.harness;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.Exclusion;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.filter.DependencyFilterUtils;

/**
 * Published artifacts, resolved like the user's own Maven does: with its settings, mirrors, proxies
 * and local repository. Artifacts in the local repository need no network.
 *
 * <p>Coordinates are {@code group:artifact[:extension[:classifier]]:version}.
 */
public final class Artifacts {
  private static final String WITHOUT_DEPENDENCIES = "@jar";
  private static final Map<String, Path> FILES = new ConcurrentHashMap<>();
  private static final Map<List<String>, List<Path>> CLASS_PATHS = new ConcurrentHashMap<>();

  private Artifacts() {}

  /** The file of one artifact, without what it depends on. */
  public static Path jar(String coordinates) {
    return jars(List.of(coordinates)).get(0);
  }

  /** The same for many, which are downloaded side by side; in the order asked for. */
  public static List<Path> jars(List<String> coordinates) {
    List<String> missing = coordinates.stream().filter(c -> !FILES.containsKey(c)).toList();
    if (!missing.isEmpty()) {
      List<Path> files = resolve(missing);
      for (int i = 0; i < missing.size(); i++) {
        FILES.put(missing.get(i), files.get(i));
      }
    }
    return coordinates.stream().map(FILES::get).toList();
  }

  /**
   * The artifacts and what they need at run time, in the order and in the versions that a Maven
   * project gets that depends on them.
   *
   * @param parts coordinates; with {@code @jar} after them, an artifact comes without what it
   *     depends on; {@code -group:artifact} leaves that artifact out wherever it is depended on
   */
  public static List<Path> classPath(String... parts) {
    return CLASS_PATHS.computeIfAbsent(List.of(parts), Artifacts::resolveWithDependencies);
  }

  /** Where the artifacts are. */
  static Path localRepository() {
    return Maven.CONTEXT.repositorySystemSession().getLocalRepository().getBasedir().toPath();
  }

  private static List<Path> resolve(List<String> coordinates) {
    Context maven = Maven.CONTEXT;
    List<ArtifactRequest> requests = new ArrayList<>();
    for (String one : coordinates) {
      requests.add(new ArtifactRequest(new DefaultArtifact(one), maven.remoteRepositories(), null));
    }
    try {
      return maven
          .repositorySystem()
          .resolveArtifacts(maven.repositorySystemSession(), requests)
          .stream()
          .map(ArtifactResult::getArtifact)
          .map(Artifacts::file)
          .toList();
    } catch (RepositoryException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private static List<Path> resolveWithDependencies(List<String> parts) {
    if (parts.stream().allMatch(part -> part.endsWith(WITHOUT_DEPENDENCIES))) {
      // Nobody asks for their descriptions, or for those of parents, which may be missing.
      return jars(parts.stream().map(Artifacts::coordinates).toList());
    }
    Context maven = Maven.CONTEXT;
    CollectRequest collect =
        new CollectRequest(dependencies(parts), null, maven.remoteRepositories());
    DependencyRequest request =
        new DependencyRequest(collect, DependencyFilterUtils.classpathFilter(JavaScopes.RUNTIME));
    try {
      return maven
          .repositorySystem()
          .resolveDependencies(maven.repositorySystemSession(), request)
          .getArtifactResults()
          .stream()
          .map(ArtifactResult::getArtifact)
          .map(Artifacts::file)
          .toList();
    } catch (RepositoryException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private static List<Dependency> dependencies(List<String> parts) {
    List<Exclusion> excluded = new ArrayList<>();
    List<Dependency> dependencies = new ArrayList<>();
    for (String part : parts) {
      if (part.startsWith("-")) {
        int colon = part.indexOf(':');
        excluded.add(exclusion(part.substring(1, colon), part.substring(colon + 1)));
      }
    }
    for (String part : parts) {
      if (part.endsWith(WITHOUT_DEPENDENCIES)) {
        dependencies.add(dependency(coordinates(part), List.of(exclusion("*", "*"))));
      } else if (!part.startsWith("-")) {
        dependencies.add(dependency(part, excluded));
      }
    }
    return dependencies;
  }

  private static String coordinates(String part) {
    return part.substring(0, part.length() - WITHOUT_DEPENDENCIES.length());
  }

  private static Dependency dependency(String coordinates, List<Exclusion> excluded) {
    return new Dependency(new DefaultArtifact(coordinates), JavaScopes.RUNTIME, false, excluded);
  }

  private static Exclusion exclusion(String group, String artifact) {
    return new Exclusion(group, artifact, "*", "*");
  }

  private static Path file(Artifact artifact) {
    return artifact.getFile().toPath().toAbsolutePath();
  }

  /** Maven's resolver, made when it is first asked. */
  private static final class Maven {
    static final Context CONTEXT =
        Runtimes.INSTANCE
            .getRuntime()
            .create(
                ContextOverrides.create()
                    .withUserSettings(true)
                    .withUserSettingsXmlOverride(MavenSettings.settings().orElse(null))
                    .withLocalRepositoryOverride(MavenSettings.repository().orElse(null))
                    .withMavenSystemHomeOverride(MavenSettings.home().orElse(null))
                    .offline(MavenSettings.offline())
                    // A pom of somebody else does not decide where from something is downloaded.
                    .ignoreArtifactDescriptorRepositories(true)
                    .build());
  }
}
