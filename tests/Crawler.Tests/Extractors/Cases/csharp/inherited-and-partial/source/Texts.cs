internal static class Texts
{
    public const string Drop = """
        Drops parts
          for good.
        """;
}
