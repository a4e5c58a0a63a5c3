namespace Catalog.Policy.Checking.Reading;

/// <summary>Where the parts of a document stand, for warnings about a policy that has been loaded.</summary>
internal sealed class DocumentPlaces(SourceText source, DocumentNode root)
{
    /// <summary>Line and column of the value at a pointer; those of the nearest one above it where there is none.</summary>
    internal (int Line, int Column) PlaceOf(string pointer) => source.PlaceOf(NodeOf(root, pointer).Start);

    /// <summary>The value at a pointer, or the nearest one above it.</summary>
    internal static DocumentNode NodeOf(DocumentNode root, string pointer)
    {
        var node = root;
        while (node.Pointer != pointer)
        {
            var next = node.Members.Select(static m => m.Value).Concat(node.Items)
                .FirstOrDefault(n => pointer == n.Pointer || pointer.StartsWith(n.Pointer + "/", StringComparison.Ordinal));
            if (next is null)
            {
                break;
            }

            node = next;
        }

        return node;
    }
}
