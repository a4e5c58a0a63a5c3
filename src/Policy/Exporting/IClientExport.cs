namespace Catalog.Policy.Exporting;

/// <summary>Writes recommended rules for a client that knows rules of its own. Stateless; adding a client is adding one file.</summary>
public interface IClientExport
{
    /// <summary>What <c>--for</c> takes, in kebab-case.</summary>
    string Id { get; }

    /// <summary>The client's name for people.</summary>
    string Title { get; }

    /// <summary>Writes the rules. What a client cannot express is never widened: it asks or denies, and a note says what is lost.</summary>
    ClientRules Write(ClientExportInput input);
}
