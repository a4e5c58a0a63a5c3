using Catalog.Policy.Compiled;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Loading;

/// <summary>The policy documents of a gateway of many upstreams, by name, each watched. The set is replaced whole by a reload.</summary>
internal sealed class PolicyShelf(TimeProvider clock, ILogger<PolicyFileSource> logger) : IPolicySource, IHostedService, IDisposable
{
    private const string Ending = ".json";

    private volatile IReadOnlyDictionary<string, PolicyFileSource> _files = new Dictionary<string, PolicyFileSource>(StringComparer.Ordinal);

    /// <summary>What is in force.</summary>
    public IReadOnlyDictionary<string, PolicyFileSource> Files => _files;

    /// <inheritdoc/>
    public PolicySet? FindOrNull(string? name)
    {
        if (name is null)
        {
            return null;
        }

        // By the name of its file too. Of any other name nothing is taken off: what stands behind a dot of `pay.readonly` must not bind the caller by `pay` once that policy is gone.
        var files = _files;
        return files.TryGetValue(name, out var file) || (name.EndsWith(Ending, StringComparison.Ordinal) && files.TryGetValue(name[..^Ending.Length], out file)) ? file.Current : null;
    }

    /// <summary>Reads the files that are new; those that are in force already are kept, and hold what stands in them now.</summary>
    /// <returns>What <see cref="PutAsync"/> takes. Nothing is in force by it yet.</returns>
    /// <exception cref="BadPolicyException">A document has errors.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public IReadOnlyDictionary<string, PolicyFileSource> Read(IReadOnlyDictionary<string, string> files)
    {
        var read = new Dictionary<string, PolicyFileSource>(StringComparer.Ordinal);
        foreach (var (name, path) in files)
        {
            if (_files.TryGetValue(name, out var kept) && kept.FilePath == Path.GetFullPath(path))
            {
                kept.CatchUp();
                read[name] = kept;
                continue;
            }

            read[name] = new PolicyFileSource(path, name, clock, logger);
        }

        return read;
    }

    /// <summary>Puts documents in force, all at once, and watches their files.</summary>
    public async Task PutAsync(IReadOnlyDictionary<string, PolicyFileSource> files)
    {
        var old = _files;
        foreach (var file in files.Values.Except(old.Values))
        {
            await file.StartAsync(CancellationToken.None);
        }

        _files = files;
        foreach (var file in old.Values.Except(files.Values))
        {
            await EndAsync(file);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(_files.Values.Select(EndAsync));

    public void Dispose()
    {
        foreach (var file in _files.Values)
        {
            file.Dispose();
        }
    }

    private static async Task EndAsync(PolicyFileSource file)
    {
        await file.StopAsync(CancellationToken.None);
        file.Dispose();
    }
}
