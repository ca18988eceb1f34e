import io.quarkus.bootstrap.app.CuratedApplication;
import io.quarkus.bootstrap.app.QuarkusBootstrap;
import io.quarkus.maven.dependency.ArtifactDependency;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.maven.dependency.ResolvedDependency;
import io.quarkus.maven.dependency.ResolvedDependencyBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** Builds a Quarkus application. Arguments: its classes, the folder for it, Quarkus' version. */
public final class QuarkusBuilder {
  private QuarkusBuilder() {}

  public static void main(String[] args) throws Exception {
    Path classes = Path.of(args[0]);
    Path target = Files.createDirectories(Path.of(args[1]));
    boolean isOldest = args[2].startsWith("3.0.");
    ResolvedDependency application =
        ResolvedDependencyBuilder.newInstance()
            .setGroupId("com.acme")
            .setArtifactId("scheduling")
            .setVersion("1")
            .setResolvedPath(classes)
            .build();
    Properties properties = new Properties();
    // A part of Quarkus' platform sets it, and versions without that ask for it.
    properties.setProperty("platform.quarkus.native.builder-image", "none");
    try (CuratedApplication curated =
        QuarkusBootstrap.builder()
            .setAppArtifact(application)
            .setForcedDependencies(
                List.of(
                    extension("quarkus-scheduler", args[2]),
                    extension(
                        isOldest ? "quarkus-smallrye-reactive-messaging" : "quarkus-messaging",
                        args[2]),
                    // What Quarkus' own invokers of coroutines need.
                    library("kotlin", "kotlin-stdlib", isOldest ? "1.8.10" : "2.4.21"),
                    isOldest
                        ? library("kotlinx", "kotlinx-coroutines-jdk8", "1.6.4")
                        : library("kotlinx", "kotlinx-coroutines-core-jvm", "1.11.0")))
            .setProjectRoot(target)
            .setTargetDirectory(target)
            .setBaseName("scheduling")
            .setMode(QuarkusBootstrap.Mode.PROD)
            .setIsolateDeployment(true)
            .setLocalProjectDiscovery(false)
            .setBuildSystemProperties(properties)
            .build()
            .bootstrap()) {
      curated.createAugmentor().createProductionApplication();
    }
  }

  private static Dependency library(String group, String name, String version) {
    return new ArtifactDependency("org.jetbrains." + group, name, null, "jar", version);
  }

  private static Dependency extension(String name, String version) {
    return new ArtifactDependency("io.quarkus", name, null, "jar", version);
  }
}
