using Catalog.Core.Catalogs;
using Catalog.Storage.Catalogs;

namespace Catalog.Storage.Postgres.Catalogs;

/// <summary>What some updates say of their servers' names, collected to be sent with their rows.</summary>
internal sealed class IdentityCollecting
{
    private readonly List<string> _there = [];
    private readonly List<string> _silent = [];
    private readonly List<(string Server, string Claims)> _claims = [];
    private readonly List<(Core.Servers.ServerKey Alias, string Server, long Since)> _aliases = [];

    /// <summary>What one update says. The server is there, and under this name.</summary>
    public void Put(ServerUpdate update, bool isNew, long now)
    {
        var key = update.Key.Value;
        _there.Add(key);
        if (update.Claims.Count > 0)
        {
            _claims.Add((key, IdentityRows.Write(update.Claims)));
        }
        else if (!isNew)
        {
            _silent.Add(key);
        }

        if (update.Formerly is { } former && former != update.Key)
        {
            _aliases.Add((former, key, now));
        }
    }

    /// <summary>Adds the statements.</summary>
    public void AddTo(PostgresBatch batch)
    {
        if (_there.Count > 0)
        {
            batch.Add("DELETE FROM server_gone WHERE server = ANY ($1)", [_there.ToArray()])
                .Add("DELETE FROM server_missing WHERE server = ANY ($1)", [_there.ToArray()])
                .Add("DELETE FROM server_aliases WHERE alias = ANY ($1)", [_there.ToArray()]);
        }

        if (_silent.Count > 0)
        {
            batch.Add("DELETE FROM server_claims WHERE server = ANY ($1)", [_silent.ToArray()]);
        }

        if (_claims.Count > 0)
        {
            batch.Add(
                "INSERT INTO server_claims AS c (server, claims) SELECT * FROM unnest($1, $2) ON CONFLICT (server) DO UPDATE SET claims = excluded.claims WHERE c.claims <> excluded.claims",
                _claims.Select(static claim => claim.Server).ToArray(), _claims.Select(static claim => claim.Claims).ToArray());
        }

        foreach (var (alias, server, since) in _aliases)
        {
            batch.Add(IdentityRows.PutAliasSql, alias.Value, server, since)
                .Add(IdentityRows.MoveAliasesSql, alias.Value, server)
                .Add(IdentityRows.ForgetFetchSql, alias.Value, IdentityRows.WithoutFolder(alias));
        }
    }
}
