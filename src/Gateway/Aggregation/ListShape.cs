using Catalog.Policy.Deciding;

namespace Catalog.Gateway.Aggregation;

/// <summary>A kind of list that servers give, and where its entries and their names stand.</summary>
/// <param name="Number">Stands in cursors.</param>
/// <param name="Method">The method that asks for it.</param>
/// <param name="Member">The member of the result that holds the entries.</param>
/// <param name="Key">The member of an entry that names it.</param>
/// <param name="Capability">The capability of servers that have such a list.</param>
/// <param name="IsPrefixed">Whether names are made unique by the server's prefix; addresses of resources stay as they are.</param>
internal sealed record ListShape(byte Number, string Method, string Member, string Key, string Capability, bool IsPrefixed)
{
    /// <summary>What a policy is asked about its entries; null for tasks.</summary>
    public PolicySubject? Subject { get; init; }


    public static readonly ListShape Tools = new(1, "tools/list", "tools", "name", "tools", IsPrefixed: true) { Subject = PolicySubject.Tool };
    public static readonly ListShape Prompts = new(2, "prompts/list", "prompts", "name", "prompts", IsPrefixed: true) { Subject = PolicySubject.Prompt };
    public static readonly ListShape Resources = new(3, "resources/list", "resources", "uri", "resources", IsPrefixed: false) { Subject = PolicySubject.Resource };
    public static readonly ListShape Templates = new(4, "resources/templates/list", "resourceTemplates", "uriTemplate", "resources", IsPrefixed: false) { Subject = PolicySubject.ResourceTemplate };
    public static readonly ListShape Tasks = new(5, "tasks/list", "tasks", "taskId", "tasks", IsPrefixed: false);

    public static readonly IReadOnlyList<ListShape> All = [Tools, Prompts, Resources, Templates, Tasks];

    /// <summary>The list that a method asks for; null for other methods.</summary>
    public static ListShape? OfOrNull(string? method) => All.FirstOrDefault(shape => shape.Method == method);
}
