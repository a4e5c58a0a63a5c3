using System.Text;
using System.Text.RegularExpressions;

namespace Catalog.Crawler.Extractors.Jvm.Sources;

/// <summary>Every source file of a server and of the modules that it is built with, by the names that it declares. Made by a scan of the bytes; nothing is parsed.</summary>
internal sealed partial class SourceIndex
{
    private const int MostFiles = 12_000;
    private const long MostBytes = 160L * 1024 * 1024;
    private const int LongestFile = 4 * 1024 * 1024;

    private static readonly byte[][] Marks =
    [
        "modelcontextprotocol"u8.ToArray(), "import org.springframework.ai."u8.ToArray(), "import dev.langchain4j.agent.tool"u8.ToArray(), "quarkiverse.mcp"u8.ToArray(), "springaicommunity.mcp"u8.ToArray(),
        "logaritex.mcp"u8.ToArray(), "micronaut.mcp"u8.ToArray(), "extensions.mcp.server"u8.ToArray(), "noear.solon.ai"u8.ToArray(), "ide.mcp"u8.ToArray(), "mcpserverplugin"u8.ToArray(), "intellij.mcpserver"u8.ToArray(),
        "McpTool"u8.ToArray(), "\"tools/list\""u8.ToArray(),
    ];

    private static readonly byte[][] Entries =
        ["void main("u8.ToArray(), "fun main("u8.ToArray(), "@SpringBootApplication"u8.ToArray(), "@QuarkusMain"u8.ToArray(), "@Configuration"u8.ToArray(), "StartupEvent"u8.ToArray(), "@Startup"u8.ToArray()];

    private static readonly byte[][] Servers =
        ["modelcontextprotocol.server"u8.ToArray(), "modelcontextprotocol.kotlin.sdk.server"u8.ToArray(), "quarkiverse.mcp.server"u8.ToArray(), "mcp.annotation"u8.ToArray(), "McpServerFeatures"u8.ToArray(), "mcp.server"u8.ToArray(), "mcpserver"u8.ToArray()];

    private static readonly string[] Libraries =
    [
        "io.modelcontextprotocol.server", "io.modelcontextprotocol.spec", "io.modelcontextprotocol.client", "io.modelcontextprotocol.json", "io.modelcontextprotocol.common", "io.modelcontextprotocol.util",
        "io.modelcontextprotocol.kotlin.sdk.server", "io.modelcontextprotocol.kotlin.sdk.client", "io.modelcontextprotocol.kotlin.sdk.shared", "io.modelcontextprotocol.kotlin.sdk.types", "io.modelcontextprotocol.kotlin.sdk.internal",
        "io.quarkiverse.mcp.server", "org.springframework.ai.tool", "dev.langchain4j.agent.tool", "io.micronaut.mcp", "io.helidon.extensions.mcp",
    ];

    private readonly Dictionary<string, List<SourceFile>> _declared = new(StringComparer.Ordinal);
    private readonly List<SourceFile> _files = [];

    private SourceIndex()
    {
    }

    public IReadOnlyList<SourceFile> Files => _files;

    /// <summary>Scans the sources below some folders; a folder's own files come first where two files declare one name.</summary>
    public static async Task<SourceIndex> MakeAsync(ExtractionContext context, IReadOnlyList<(string Folder, IEnumerable<string> Paths)> parts, CancellationToken cancellationToken)
    {
        var index = new SourceIndex();
        var bytes = 0L;
        foreach (var path in parts.SelectMany(static p => p.Paths))
        {
            var size = context.Files.Size(path);
            if (size > LongestFile)
            {
                context.Report($"`{path}` was not looked at: it is longer than {LongestFile / 1024 / 1024} MiB");
                continue;
            }

            if (index._files.Count >= MostFiles || (bytes += size) > MostBytes)
            {
                context.Report($"`{path}` and what follows it were not looked at: there are more than {MostFiles} sources or {MostBytes / 1024 / 1024} MiB");
                break;
            }

            if (await context.Files.ReadOrNullAsync(path, cancellationToken) is { } content)
            {
                index.Add(path, content);
            }
        }

        return index;
    }

    /// <summary>The files that declare a name of a package, such as <c>org.example.Tools</c>.</summary>
    public IReadOnlyList<SourceFile> Declaring(string name) => _declared.TryGetValue(name, out var files) ? files : [];

    private void Add(string path, byte[] content)
    {
        var isMarked = Array.Exists(Marks, mark => content.AsSpan().IndexOf(mark) >= 0);
        var isEntry = Array.Exists(Entries, mark => content.AsSpan().IndexOf(mark) >= 0);
        var head = Encoding.UTF8.GetString(content);
        var package = Package().Match(head) is { Success: true } match ? match.Groups["name"].Value : "";
        if (Array.Exists(Libraries, l => package == l || package.StartsWith(l + ".", StringComparison.Ordinal)))
        {
            // Where a library lives beside programs that use it, it is known by what it means, not by how it does it.
            return;
        }

        var file = new SourceFile(path, package, isMarked, isEntry, Array.Exists(Servers, mark => content.AsSpan().IndexOf(mark) >= 0));
        _files.Add(file);
        foreach (var name in Names(path, head).Distinct(StringComparer.Ordinal))
        {
            var full = package.Length == 0 ? name : $"{package}.{name}";
            if (!_declared.TryGetValue(full, out var files))
            {
                _declared[full] = files = [];
            }

            if (files.Count < 16)
            {
                files.Add(file);
            }
        }
    }

    private static IEnumerable<string> Names(string path, string content)
    {
        if (path.EndsWith(".java", StringComparison.Ordinal))
        {
            yield return Path.GetFileNameWithoutExtension(path);
        }

        foreach (var match in Declared().Matches(content).Take(2_000))
        {
            yield return match.Groups["name"].Value;
        }
    }

    [GeneratedRegex(@"^\s*package\s+(?<name>[\w.]+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Package();

    /// <summary>What stands at the start of a line is declared by the file itself. Modifiers and the receiver of an extension are passed over.</summary>
    [GeneratedRegex(
        @"^(?:(?:public|private|internal|protected|abstract|final|open|sealed|data|enum|annotation|value|inline|const|suspend|override|lateinit|tailrec|operator|infix|strictfp|non-sealed|static|fun)\s+)*(?:class|interface|object|record|enum|@interface|fun|val|var|typealias)\s+(?:<[^>\n]*>\s*)?(?:[\w.]+(?:<[^>\n]*>)?\??\.)?(?<name>\w+)",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Declared();
}
