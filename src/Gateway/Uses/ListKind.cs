using System.Collections.Immutable;
using Catalog.Policy.Deciding;

namespace Catalog.Gateway.Uses;

/// <summary>A list of what a policy may bind, beside that of tools.</summary>
/// <param name="Method">The method that asks for it.</param>
/// <param name="Member">The member of the result that holds the entries.</param>
/// <param name="Key">The member of an entry that names it.</param>
/// <param name="Subject">What its entries are; null for tasks, which belong to whoever began them.</param>
internal sealed record ListKind(string Method, string Member, string Key, PolicySubject? Subject)
{
    public static readonly ImmutableArray<ListKind> All =
    [
        new("resources/list", "resources", "uri", PolicySubject.Resource),
        new("resources/templates/list", "resourceTemplates", "uriTemplate", PolicySubject.ResourceTemplate),
        new("prompts/list", "prompts", "name", PolicySubject.Prompt),
        new("tasks/list", "tasks", "taskId", null),
    ];

    /// <summary>The list that a method asks for; null for other methods.</summary>
    public static ListKind? OfOrNull(string? method)
    {
        foreach (var kind in All)
        {
            if (kind.Method == method)
            {
                return kind;
            }
        }

        return null;
    }
}
