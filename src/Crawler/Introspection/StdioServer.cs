using Catalog.Core.Sources;

namespace Catalog.Crawler.Introspection;

/// <summary>
/// Asks a server that is started by a command: <c>stdio:COMMAND…</c>. In the sandbox it sees the system's programs and the folders of the files
/// that its command line names, and has no network: a command that downloads its server first is to be named as its package instead.
/// </summary>
internal sealed class StdioServer(ServerRun run) : ILiveServer
{
    public string Id => "stdio";

    public async Task<AskResult> AskAsync(ServerListing listing, CrawlOptions options, CancellationToken cancellationToken)
    {
        var arguments = CommandLineText.Split(listing.Reference.Value);
        if (arguments is null)
        {
            return AskResult.Failed($"`{listing.Reference.Value}` has a quote that is never closed");
        }

        // Paths are meant from here, and the server runs elsewhere.
        var absolute = arguments.Select(static argument => argument.Contains('/', StringComparison.Ordinal) && Path.Exists(argument) ? Path.GetFullPath(argument) : argument).ToList();
        var readable = absolute.Where(static argument => Path.IsPathFullyQualified(argument) && Path.Exists(argument))
            .Select(static argument => Directory.Exists(argument) ? argument : Path.GetDirectoryName(argument)!)
            .Where(static folder => folder != "/" && !folder.StartsWith("/usr", StringComparison.Ordinal) && folder != Environment.GetFolderPath(Environment.SpecialFolder.UserProfile))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return await run.AskAsync(new ServerCommand { Name = listing.Reference.Value, Arguments = absolute, Readable = readable }, options, cancellationToken);
    }
}
