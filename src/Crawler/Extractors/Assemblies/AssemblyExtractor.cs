using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml;
using System.Xml.Linq;
using Catalog.Core.Tools;

namespace Catalog.Crawler.Extractors.Assemblies;

/// <summary>
/// Servers that are published built, as NuGet packages: the attributes of the C# SDK are read out of the assemblies' metadata. Nothing is loaded, and no code of theirs is looked at: tools that are
/// registered by calls are not seen, and which of those found are offered is not known.
/// </summary>
internal sealed class AssemblyExtractor : ILanguageExtractor
{
    private const int MostAssemblies = 200;

    public string Id => "dotnet-assembly";

    public int Version => 1;

    public bool IsFallback => true;

    public IReadOnlyList<ServerRoot> FindRoots(SnapshotFiles files) => files.Paths.FirstOrDefault(static p => !p.Contains('/', StringComparison.Ordinal) && p.EndsWith(".nuspec", StringComparison.OrdinalIgnoreCase)) is { } nuspec
        ? [new ServerRoot { Folder = "", Manifest = ManifestOf(files.ReadOrNull(nuspec)) }]
        : [];

    public async Task<IReadOnlyList<ToolDefinition>> ExtractAsync(ServerRoot root, ExtractionContext context, CancellationToken cancellationToken)
    {
        var tools = new SortedDictionary<string, ToolDefinition>(StringComparer.Ordinal);
        foreach (var path in Assemblies(context.Files, root.Folder))
        {
            if (await context.Files.ReadOrNullAsync(path, cancellationToken) is not { } bytes || bytes.AsSpan().IndexOf("McpServerTool"u8) < 0)
            {
                continue;
            }

            foreach (var tool in Read(bytes, path, context))
            {
                tools.TryAdd(tool.Tool, tool);
            }
        }

        return [.. tools.Values];
    }

    private IReadOnlyList<ToolDefinition> Read(byte[] bytes, string path, ExtractionContext context)
    {
        try
        {
            using var stream = new MemoryStream(bytes, writable: false);
            using var image = new PEReader(stream);
            return image.HasMetadata ? new AssemblyTools(image.GetMetadataReader(), path, $"{Id}@{Version}").Read() : [];
        }
        catch (BadImageFormatException)
        {
            context.Report($"`{path}` was not read: its metadata are damaged");
            return [];
        }
    }

    /// <summary>The assemblies of one target framework, the newest: a package holds the same program for several.</summary>
    private static IEnumerable<string> Assemblies(SnapshotFiles files, string folder)
    {
        var all = files.Paths.Where(p => p.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) && (folder.Length == 0 || p.StartsWith(folder + "/", StringComparison.Ordinal)) && !p.EndsWith(".resources.dll", StringComparison.OrdinalIgnoreCase)).ToList();
        var newest = all.Select(FrameworkOf).Where(static f => f.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).OrderByDescending(Rank).FirstOrDefault();
        return all.Where(p => newest is null || FrameworkOf(p).Equals(newest, StringComparison.OrdinalIgnoreCase)).Take(MostAssemblies);
    }

    private static string FrameworkOf(string path) => path.Split('/') is ["tools" or "lib", var framework, .., _] ? framework : "";

    /// <summary><c>net10.0</c> after <c>net8.0</c>, both after <c>netstandard2.0</c> and <c>net472</c>.</summary>
    private static (int Kind, double Number) Rank(string framework)
    {
        var digits = new string([.. framework.SkipWhile(static c => !char.IsAsciiDigit(c)).TakeWhile(static c => char.IsAsciiDigit(c) || c == '.')]);
        var number = double.TryParse(digits, System.Globalization.CultureInfo.InvariantCulture, out var parsed) ? parsed : 0;
        return (framework.StartsWith("net", StringComparison.OrdinalIgnoreCase) && char.IsAsciiDigit(framework.ElementAtOrDefault(3)) && digits.Contains('.', StringComparison.Ordinal) ? 2 : framework.StartsWith("netcoreapp", StringComparison.OrdinalIgnoreCase) ? 1 : 0, number);
    }

    private static PackageManifest ManifestOf(byte[]? nuspec)
    {
        try
        {
            using var stream = new MemoryStream(nuspec ?? []);
            using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            var metadata = XDocument.Load(reader).Root?.Elements().FirstOrDefault(static e => e.Name.LocalName == "metadata");
            string? Text(string name) => metadata?.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value.Trim() is { Length: > 0 and < 4000 } text ? text : null;
            return new PackageManifest
            {
                Ecosystem = "nuget",
                Name = Text("id"),
                Version = Text("version"),
                Title = Text("title"),
                Description = Text("description"),
                Repository = metadata?.Elements().FirstOrDefault(static e => e.Name.LocalName == "repository")?.Attribute("url")?.Value,
                Homepage = Text("projectUrl"),
                License = Text("license"),
            };
        }
        catch (XmlException)
        {
            return new PackageManifest { Ecosystem = "nuget" };
        }
    }
}
