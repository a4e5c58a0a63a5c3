using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.Php.Registrations;

/// <summary>The folders in which a server looks for attributes when it starts, as far as it says so in constants.</summary>
internal sealed class DiscoveryFolders
{
    private readonly List<string> _folders = [];
    private bool _isOpen;

    /// <summary>Looks at a call: <c>discover($base, ['src/Tools'])</c> of the SDKs. What is left out, or is not constant, may be any folder.</summary>
    public void Read(Machine machine, CallSite call)
    {
        if (call.Name is not ("discover" or "setDiscovery"))
        {
            return;
        }

        var given = call.Named.GetValueOrDefault("scanDirs") ?? call.Arguments.Skip(1).FirstOrDefault();
        var items = given is null ? null : machine.ItemsOrNull(given);
        _isOpen |= items is not { Count: > 0 };
        foreach (var item in items ?? [])
        {
            if (item.Value.Primary is ConstantValue { Text: { } folder, Partial: false } && folder.Trim('/', '.') is { Length: > 0 } plain)
            {
                _folders.Add(plain);
            }
            else
            {
                _isOpen = true;
            }
        }
    }

    /// <summary>False where the server says which folders it looks through, and the file is in none of them.</summary>
    public bool Hold(string path) => _isOpen || _folders.Count == 0 || _folders.Exists(folder => path.StartsWith(folder + "/", StringComparison.Ordinal) || path.Contains($"/{folder}/", StringComparison.Ordinal));
}
