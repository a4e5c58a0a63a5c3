using Catalog.Core.Caching;

namespace Catalog.Storage.Sqlite;

/// <summary>
/// The rows of the texts that a connection wrote or found last, by their content: a copy asks no index. Holds only while nobody else writes and nothing is undone;
/// <see cref="SqliteSession"/> lets go of all of it then.
/// </summary>
internal sealed class KnownTexts
{
    // Some 60 bytes each.
    private const int Most = 65_536;

    private readonly Dictionary<ContentKey, long> _definitions = [];
    private readonly Dictionary<ContentKey, long> _classifications = [];

    /// <summary>Whether there is nothing to let go of.</summary>
    public bool IsEmpty => _definitions.Count == 0 && _classifications.Count == 0;

    /// <summary>The row of a definition's body whose words are stored too; 0 where it is not known.</summary>
    public long Definition(ContentKey key) => _definitions.GetValueOrDefault(key);

    /// <summary>The row of a classification; 0 where it is not known.</summary>
    public long Classification(ContentKey key) => _classifications.GetValueOrDefault(key);

    /// <summary>Keeps the row of a definition's body whose words are stored too.</summary>
    public void KeepDefinition(ContentKey key, long id) => Keep(_definitions, key, id);

    /// <summary>Keeps the row of a classification.</summary>
    public void KeepClassification(ContentKey key, long id) => Keep(_classifications, key, id);

    /// <summary>Lets go of all.</summary>
    public void Forget()
    {
        _definitions.Clear();
        _classifications.Clear();
    }

    private static void Keep(Dictionary<ContentKey, long> rows, ContentKey key, long id)
    {
        if (rows.Count >= Most)
        {
            rows.Clear();
        }

        rows[key] = id;
    }
}
