using Catalog.Core.Sources;
using Catalog.Crawler.Extractors;
using Catalog.Crawler.Fetching;

namespace Catalog.Crawler.Introspection;

/// <summary>Installs an npm package with its dependencies, without their scripts, into a folder that is thrown away; only that step has a network.</summary>
internal sealed class NpmRunner(INpmInstallation npm, ServerRun run, Sandbox sandbox, WorkFolders folders) : ISnapshotRunner
{
    public string Id => "npm";

    public async Task<AskResult> AskAsync(SourceReference reference, Resolution resolution, SnapshotFolder snapshot, CrawlOptions options, CancellationToken cancellationToken)
    {
        var spec = $"{reference.Value}@{resolution.Version}";

        // Before anything of the package is installed: without a sandbox there is nothing to install it for.
        if (!options.UnsafeNoSandbox && await sandbox.FindProblemAsync(cancellationToken) is { } missing)
        {
            return AskResult.Failed($"`{spec}` was not run, for there is no sandbox: {missing}; --unsafe-no-sandbox runs it with all your rights");
        }

        using var folder = folders.Create();
        var prefix = folder.Make("server");
        var installed = await npm.InstallAsync(reference.Value, resolution.Version ?? "latest", prefix, cancellationToken);
        return installed.Entry is null
            ? AskResult.Failed($"`{spec}` was not run: {installed.Problem}")
            : await run.AskAsync(new ServerCommand { Name = spec, Arguments = ["node", installed.Entry], Readable = [prefix] }, options, cancellationToken);
    }
}
