package dev.tachograph.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherTest {
  @ParameterizedTest
  @ValueSource(strings = {"1.7", "1.8", "9", "10"})
  void java10AndEarlierAreTooOld(String version) {
    assertThat(Launcher.isTooOld(version)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"11", "17", "21", "25", "100"})
  void java11AndLaterAreNot(String version) {
    assertThat(Launcher.isTooOld(version)).isFalse();
  }

  @Test
  void toolsOfTheJdkAreRecognised() {
    assertThat(Launcher.isJdkTool("jdk.jcmd/sun.tools.jps.Jps")).isTrue();
    assertThat(Launcher.isJdkTool("jdk.compiler/com.sun.tools.javac.Main -version")).isTrue();
    assertThat(Launcher.isJdkTool("java.base/sun.security.tools.keytool.Main -list")).isTrue();
    assertThat(Launcher.isJdkTool("java.rmi/sun.rmi.registry.RegistryImpl")).isTrue();
    assertThat(Launcher.isJdkTool("com.acme.Main jdk.x/y")).isFalse();
    assertThat(Launcher.isJdkTool("java.acme/com.acme.Main")).isFalse();
    assertThat(Launcher.isJdkTool("jdk.compiler/com.sun.tools.javac.launcher.Main A.java"))
        .isFalse();
    assertThat(Launcher.isJdkTool("/opt/jdk.jar")).isFalse();
  }

  @Test
  void theLauncherCanBeLoadedByJava8() throws IOException {
    try (InputStream in = Launcher.class.getResourceAsStream("Launcher.class");
        DataInputStream data = new DataInputStream(in)) {
      assertThat(data.readInt()).isEqualTo(0xCAFEBABE);
      assertThat(data.readUnsignedShort()).isZero();
      assertThat(data.readUnsignedShort()).isLessThanOrEqualTo(52);
    }
  }
}
