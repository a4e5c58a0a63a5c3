public static class Names
{
    public const string Prefix = "tell_";
}
