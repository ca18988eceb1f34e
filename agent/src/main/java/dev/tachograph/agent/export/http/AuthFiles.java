package dev.tachograph.agent.export.http;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may scrape: a user with the path of a password file, or the path of a bearer token.
 * Immutable.
 */
public final class AuthFiles {
  public final @Nullable String basicUser;
  public final @Nullable String basicPasswordFile;
  public final @Nullable String bearerFile;

  public AuthFiles(
      @Nullable String basicUser, @Nullable String basicPasswordFile, @Nullable String bearerFile) {
    this.basicUser = basicUser;
    this.basicPasswordFile = basicPasswordFile;
    this.bearerFile = bearerFile;
  }

  public List<File> all() {
    List<File> all = new ArrayList<>(2);
    for (String path : new String[] {basicPasswordFile, bearerFile}) {
      if (path != null) {
        all.add(new File(path));
      }
    }
    return all;
  }
}
