using Catalog.Gateway.Loading;
using Catalog.Policy.Checking;
using YamlDotNet.RepresentationModel;

namespace Catalog.Gateway.Configuration;

/// <summary>Reads <c>policies</c>: a map of names and files, or a folder whose <c>NAME.json</c> are the policies.</summary>
internal static class PolicySection
{
    /// <summary>Name to whole path; every document is checked.</summary>
    public static IReadOnlyDictionary<string, string> Read(YamlNode? node, ConfigurationReading reading)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        switch (node)
        {
            case null:
                break;
            case YamlScalarNode folder:
                foreach (var path in FilesOf(folder, reading))
                {
                    files[Path.GetFileNameWithoutExtension(path)] = path;
                    Check(folder, path, reading);
                }

                break;
            case YamlMappingNode map:
                foreach (var (key, value) in map.Children)
                {
                    var name = (key as YamlScalarNode)?.Value ?? "";
                    if (name.Length is 0 or > 200)
                    {
                        reading.Add(key, "the name of a policy has 1 to 200 characters");
                    }
                    else if (reading.TextOrNull(value, name) is { } written)
                    {
                        files[name] = reading.PathOf(written);
                        Check(value, files[name], reading);
                    }
                }

                break;
            default:
                reading.Add(node, "`policies` must be a map of names and files, or the path of a folder");
                break;
        }

        return files;
    }

    private static IReadOnlyList<string> FilesOf(YamlScalarNode node, ConfigurationReading reading)
    {
        if (reading.TextOrNull(node, "policies") is not { } written)
        {
            return [];
        }

        var folder = reading.PathOf(written);
        if (!Directory.Exists(folder))
        {
            reading.Add(node, $"the folder `{node.Value}` is not there: make it, or write the policies as a map of names and files");
            return [];
        }

        return [.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal)];
    }

    private static void Check(YamlNode at, string path, ConfigurationReading reading)
    {
        byte[] bytes;
        try
        {
            bytes = PolicyFileSource.Read(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or Core.Catalogs.StoreException)
        {
            reading.Add(at, $"the policy `{path}` cannot be read: {failure.Message.TrimEnd('.')}");
            return;
        }

        reading.Problems.AddRange(PolicyLoader.Load(bytes, Path.GetFileNameWithoutExtension(path)).Errors
            .Select(error => new ConfigurationProblem(path, error.Line, error.Column, $"{(error.Pointer.Length == 0 ? "(document)" : error.Pointer)}: {error.Message}")));
    }
}
