package com.acme.jobs;

import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes all file descriptors that the process may have, gives them back, and takes them again, each
 * time that it goes on.
 */
public final class DescriptorApp {
  private DescriptorApp() {}

  public static void main(String[] args) throws IOException {
    List<FileInputStream> taken = new ArrayList<>();
    await();
    while (true) {
      try {
        while (true) {
          taken.add(new FileInputStream("/dev/null"));
        }
      } catch (IOException e) {
        System.out.println("> taken");
      }
      await();
      for (FileInputStream each : taken) {
        each.close();
      }
      taken.clear();
      System.out.println("> given back");
      await();
    }
  }

  private static void await() throws IOException {
    System.out.println("> waiting");
    for (int c = System.in.read(); c != '\n' && c >= 0; c = System.in.read()) {
      // To the end of the line.
    }
  }
}
