using Catalog.Core.Caching;
using Catalog.Core.Servers;
using Catalog.Storage.Catalogs;

namespace Catalog.Storage.Sqlite.Catalogs;

/// <summary>
/// Stores what copies of a tool share once, and gives its row. The full-text index is kept by hand and not by triggers: a statement with a trigger opens a savepoint of its own,
/// at each of which the index writes out what it has gathered, and that is three quarters of what it costs.
/// </summary>
internal sealed class TextWriting(SqliteSession session)
{
    /// <summary>The row of the body of a definition that is in force, with its words.</summary>
    public long Definition(PreparedDefinition definition)
    {
        var id = session.Known.Definition(definition.Key);
        if (id == 0)
        {
            id = Definition(definition.Key, definition.Hash, definition.Body);
            AddWords(id, definition.Name, definition.Title, definition.Description);
            session.Known.KeepDefinition(definition.Key, id);
        }

        return id;
    }

    /// <summary>The row of the body of a definition of which no word is searched, for it need not be in force.</summary>
    public long Definition(string hash, string body) => Definition(ContentKey.Of(hash, body), hash, body);

    /// <summary>The row of what is said of a definition.</summary>
    public long Classification(PreparedClassification said)
    {
        // Its text may have to be made.
        var id = session.Known.Classification(said.Key);
        return id == 0 ? Classification(said.Key, said.Category, said.Risk, said.Classifier, said.NamesServer, said.Body) : id;
    }

    /// <summary>The row of what is said of a definition of a server's tool, from its whole text.</summary>
    public long Classification(ServerKey server, string category, string risk, string classifier, string text)
    {
        var front = PreparedClassification.FrontOf(server);
        var namesServer = text.StartsWith(front, StringComparison.Ordinal);
        var body = namesServer ? $"{{{text.AsSpan(front.Length)}" : text;
        return Classification(PreparedClassification.KeyOf(category, risk, classifier, namesServer, body), category, risk, classifier, namesServer, body);
    }

    /// <summary>Lets the words of a definition be found; nothing where they are.</summary>
    public void AddWords(long id, string tool, string? title, string? description)
    {
        if (session.Number("SELECT 1 FROM definition_texts WHERE id = ?1", id) is not null)
        {
            return;
        }

        var words = SearchText.Words(tool);
        session.Execute("INSERT INTO definition_texts (id, tool, name, title, description) VALUES (?1, ?2, ?3, ?4, ?5)", id, tool, words, title, description);
        session.Execute("INSERT INTO tool_search (rowid, name, title, description) VALUES (?1, ?2, ?3, ?4)", id, words, title, description);
    }

    private long Definition(ContentKey key, string hash, string body)
    {
        var bytes = key.ToBytes();
        return session.Number("SELECT id FROM definition_bodies WHERE key = ?1", bytes)
            ?? session.Insert("INSERT INTO definition_bodies (key, hash, body) VALUES (?1, ?2, ?3)", bytes, hash, body);
    }

    private long Classification(ContentKey key, string category, string risk, string classifier, bool namesServer, string body)
    {
        var id = session.Known.Classification(key);
        if (id == 0)
        {
            var bytes = key.ToBytes();
            id = session.Number("SELECT id FROM classification_bodies WHERE key = ?1", bytes)
                ?? session.Insert("INSERT INTO classification_bodies (key, category, risk, classifier, names_server, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)", bytes, category, risk, classifier, namesServer, body);
            session.Known.KeepClassification(key, id);
        }

        return id;
    }
}
