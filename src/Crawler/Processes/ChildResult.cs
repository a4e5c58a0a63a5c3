using System.Text;

namespace Catalog.Crawler.Processes;

/// <summary>How a child process ended.</summary>
/// <param name="ExitCode">Its exit code; null where it was killed for taking too long or saying too much, or could not be started.</param>
/// <param name="Output">What it wrote to its standard output.</param>
/// <param name="Error">The end of what it wrote to its standard error.</param>
/// <param name="Problem">Why there is no exit code, one sentence; null where there is one.</param>
internal sealed record ChildResult(int? ExitCode, byte[] Output, string Error, string? Problem)
{
    /// <summary>True where it ran to its end and said all went well.</summary>
    public bool IsSuccess => ExitCode == 0;

    /// <summary>The output as text.</summary>
    public string Text => Encoding.UTF8.GetString(Output);

    /// <summary>The first line of the standard error that says something, without terminal codes; the problem where there is one.</summary>
    public string FirstError(params string[] prefixes)
    {
        if (Problem is not null)
        {
            return Problem;
        }

        var lines = Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var line = Array.Find(lines, line => prefixes.Any(prefix => line.StartsWith(prefix, StringComparison.Ordinal))) ?? lines.LastOrDefault() ?? $"it ended with code {ExitCode}";
        return new string([.. line.Where(static c => !char.IsControl(c)).Take(200)]);
    }
}
