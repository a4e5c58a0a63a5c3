using System.Data.Common;

namespace Catalog.Storage.Transfers;

/// <summary>Reads rows inside one transaction.</summary>
internal interface ITransferReader
{
    /// <summary>All rows of a statement.</summary>
    List<T> Query<T>(string sql, Func<DbDataReader, T> map, params object?[] values);
}
