namespace Catalog.Cli.Clients.Formats;

/// <summary>What became of a client's configuration in memory.</summary>
/// <param name="Text">The new text; null where it cannot be changed.</param>
/// <param name="Problem">Why not, one sentence without a final period; null where it can.</param>
internal sealed record FileChange(string? Text, string? Problem)
{
    public static FileChange To(string text) => new(text, null);

    public static FileChange Refused(string problem) => new(null, problem);
}
