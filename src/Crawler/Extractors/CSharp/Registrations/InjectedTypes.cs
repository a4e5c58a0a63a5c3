using Catalog.Crawler.Extractors.CSharp.Schemas;
using Catalog.Crawler.Extractors.CSharp.Symbols;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.CSharp.Registrations;

/// <summary>Tells parameters that the server fills in itself from those that a client gives.</summary>
internal sealed class InjectedTypes
{
    private static readonly string[] Always =
    [
        "CancellationToken", "IServiceProvider", "IServiceScopeFactory", "AIFunctionArguments", "McpServer", "IMcpServer", "RequestContext", "IProgress", "ClaimsPrincipal", "HttpClient", "HttpContext", "ILogger", "ILoggerFactory", "IMemoryCache",
        "IDistributedCache", "IConfiguration", "IOptions", "IOptionsMonitor", "IOptionsSnapshot", "DbContext", "IDbContextFactory", "IDbConnection", "TimeProvider", "FunctionContext", "ToolInvocationContext", "JsonSerializerOptions", "TokenCredential",
    ];

    private static readonly string[] Endings = ["Service", "Client", "Repository", "Factory", "Manager", "Provider", "Store", "DbContext", "Accessor", "Handler", "Cache", "Logger", "Registry", "Engine"];

    private readonly SymbolTable _symbols;
    private readonly HashSet<string> _registered = new(StringComparer.Ordinal);

    public InjectedTypes(SymbolTable symbols)
    {
        _symbols = symbols;
        foreach (var (_, root) in symbols.Files)
        {
            Scan(root);
        }
    }

    /// <summary>True for a parameter that is no argument of the tool.</summary>
    public bool IsInjected(FactNode parameter, Place place)
    {
        if (AttributeReader.FindOrNull(parameter[3].Children, "FromKeyedServices", "FromServices", "McpToolTrigger", "DurableClient", "BlobInput", "CosmosDBInput", "TableInput", "SqlInput") is not null)
        {
            return true;
        }

        var type = parameter[2];
        while (type.Kind == FactKind.Unary && type.Text == "?")
        {
            type = type[0];
        }

        var name = type.Kind is FactKind.Name or FactKind.Member ? type.Text ?? "" : "";
        var arguments = (type.Kind == FactKind.Name ? type[0] : type[1]).Children.Length;
        if (name.Length == 0 || LibraryTypes.SchemaOrNull(name, arguments) is not null || LibraryTypes.IsList(name) || LibraryTypes.IsMap(name) || name == "Nullable")
        {
            return false;
        }

        if (Always.Contains(name, StringComparer.Ordinal) || _registered.Contains(name))
        {
            return true;
        }

        return _symbols.ResolveOrNull(type, place.File, place.Type) is { } symbol
            ? symbol.Keyword == "interface" || IsDbContext(symbol) || (symbol.Keyword == "class" && !HasData(symbol) && EndsLikeService(name))
            : IsInterfaceName(name) || EndsLikeService(name);
    }

    private static bool EndsLikeService(string name) => Array.Exists(Endings, e => name.EndsWith(e, StringComparison.Ordinal));

    private static bool IsInterfaceName(string name) => name.Length > 2 && name[0] == 'I' && char.IsUpper(name[1]) && char.IsLower(name[2]);

    private bool IsDbContext(TypeSymbol type) => _symbols.Chain(type).SelectMany(static t => t.Bases).Any(static b => b.Node.Text is "DbContext" or "IdentityDbContext");

    private static bool HasData(TypeSymbol type) => type.Fields.Values.Any(static f => !f.Node.Has(FactFlags.Member) && f.Node.Has(FactFlags.Setter) && f.Has("public"));

    /// <summary>Registrations of services anywhere in the program: whether each is reached matters less than that nobody registers what a client sends.</summary>
    private void Scan(FactNode node)
    {
        if (node is { Kind: FactKind.Call } && node[0] is { Kind: FactKind.Member, Text: { } name } callee && (name.StartsWith("Add", StringComparison.Ordinal) || name.StartsWith("TryAdd", StringComparison.Ordinal)) && IsOfServices(name))
        {
            foreach (var type in callee[1].Children)
            {
                _registered.Add(type.Text ?? "");
            }

            foreach (var argument in node.Children.Skip(1))
            {
                var made = argument.Kind == FactKind.Function ? argument[1] : argument;
                if (made is { Kind: FactKind.Unary, Text: "typeof" } or { Kind: FactKind.New })
                {
                    _registered.Add(made[0].Text ?? "");
                }
            }
        }

        foreach (var child in node.Children)
        {
            Scan(child);
        }
    }

    private static bool IsOfServices(string name) =>
        name.Contains("Singleton", StringComparison.Ordinal) || name.Contains("Scoped", StringComparison.Ordinal) || name.Contains("Transient", StringComparison.Ordinal) || name.Contains("HttpClient", StringComparison.Ordinal)
        || name.Contains("DbContext", StringComparison.Ordinal) || name.Contains("GrpcClient", StringComparison.Ordinal);
}
