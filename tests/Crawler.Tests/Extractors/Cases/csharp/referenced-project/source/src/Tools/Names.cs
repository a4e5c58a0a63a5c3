namespace Tools;

internal static class Names
{
    public const string Prefix = "ware";
    public const string Count = Prefix + "_count";
    public static readonly string Words = $"Counts what is {nameof(Count).ToLowerInvariant()}ed in \"{Prefix}\".";
}
