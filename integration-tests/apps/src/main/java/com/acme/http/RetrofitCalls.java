package com.acme.http;

import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.Retrofit;
import retrofit2.http.GET;
import retrofit2.http.Path;

/** Retrofit. */
public final class RetrofitCalls extends TemplateCalls {
  /** What is called. */
  public interface Api {
    @GET("{name}")
    Call<ResponseBody> get(@Path("name") String name);
  }

  @Override
  String get(String base, String name) throws Exception {
    Retrofit retrofit = new Retrofit.Builder().baseUrl(base + "/ok/").build();
    return retrofit.create(Api.class).get(name).execute().body().string();
  }
}
