using System.Text.RegularExpressions;
using Catalog.Crawler.Processes;

namespace Catalog.Crawler.Fetching.Pypi;

/// <summary>
/// Which indexes this user's pip asks: its configuration decides, and where that names none pip's own default. pip is asked for its settings only: it downloads nothing, for fetching an
/// archive of source with it would run what the archive says.
/// </summary>
internal sealed partial class PipConfiguration(CrawlerOptions options, WorkFolders folders) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private IReadOnlyList<Uri>? _indexes;

    /// <summary>The indexes in the order in which they are asked, each with a slash at its end; empty beside a problem.</summary>
    public async Task<(IReadOnlyList<Uri> Indexes, string? Problem)> FindAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_indexes is null)
            {
                var (found, problem) = await AskAsync(cancellationToken);
                if (problem is not null)
                {
                    return ([], problem);
                }

                _indexes = found;
            }

            return (_indexes, null);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<(IReadOnlyList<Uri> Indexes, string? Problem)> AskAsync(CancellationToken cancellationToken)
    {
        using var folder = folders.Create();
        var listed = await RunAsync(folder.Path, ["config", "list"], cancellationToken);
        if (!listed.IsSuccess)
        {
            return ([], $"pip did not tell which package index it uses: {listed.FirstError("ERROR:")}; install Python with pip");
        }

        var settings = Setting().Matches(listed.Text).ToDictionary(static m => m.Groups["name"].Value, static m => m.Groups["value"].Value, StringComparer.Ordinal);
        var first = Value(settings, "index-url");
        if (first is null)
        {
            var help = await RunAsync(folder.Path, ["download", "--help"], cancellationToken);
            first = Default().Match(Regex.Replace(help.Text, @"\s+", " ", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1))) is { Success: true } match ? match.Groups["address"].Value : null;
        }

        var isOff = Value(settings, "no-index") is "1" or "true" or "True" or "yes" or "on";
        var addresses = new[] { first }.Concat(Value(settings, "extra-index-url")?.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries) ?? [])
            .Select(static text => Uri.TryCreate(text?.TrimEnd('/') + "/", UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? address : null)
            .OfType<Uri>()
            .ToList();
        return isOff || addresses.Count == 0 ? ([], "pip is configured to use no package index; see `pip config list`") : (addresses, null);
    }

    /// <summary>The environment beats what is set for downloads, and that what is set for all.</summary>
    private static string? Value(Dictionary<string, string> settings, string name) =>
        new[] { ":env:.", "download.", "global." }.Select(section => settings.GetValueOrDefault(section + name)).FirstOrDefault(static value => value is { Length: > 0 });

    private Task<ChildResult> RunAsync(string folder, IReadOnlyList<string> arguments, CancellationToken cancellationToken) => Child.RunAsync(
        new ChildCommand
        {
            Program = options.PipCommand,
            Arguments = ["--disable-pip-version-check", "--no-color", .. arguments],
            Folder = folder,
            Environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["PIP_NO_INPUT"] = "1", ["COLUMNS"] = "200" },
            Timeout = options.FetchTimeout,
        },
        cancellationToken);

    [GeneratedRegex(@"^(?<name>[^=\r\n]+)='(?<value>[^\r\n]*)'\r?$", RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Setting();

    [GeneratedRegex(@"Base URL of the Python Package Index \(default (?<address>https?://[^\s)]+)\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Default();
}
