using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace AgentConsole.Data;

/// <summary>
/// Writes rows of one entity type on an open connection, by the columns and conversions of the EF model: the model stays the one
/// place that knows the table, and a group commit pays for no change tracking (docs/decisions/0004-journal-and-live.md).
/// </summary>
public sealed class RowWriter<T> where T : class
{
    private readonly Column[] _columns;
    private readonly string _insert;
    private readonly string _update;
    private readonly string _delete;

    public RowWriter(DeskDb db)
    {
        var entity = db.Model.FindEntityType(typeof(T)) ?? throw new ArgumentException($"The model has no {typeof(T).Name}.", nameof(db));
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        _columns = [.. entity.GetProperties().Select(property => Column.Of(property, table))];
        var name = $"\"{table.Name}\"";
        _insert = $"INSERT INTO {name} ({string.Join(", ", _columns.Select(c => $"\"{c.Name}\""))}) VALUES ({string.Join(", ", _columns.Select((_, i) => $"@p{i}"))})";
        var keys = _columns.Index().Where(c => c.Item.IsKey).Select(c => $"\"{c.Item.Name}\" = @p{c.Index}");
        var rest = _columns.Index().Where(c => !c.Item.IsKey).Select(c => $"\"{c.Item.Name}\" = @p{c.Index}");
        _update = $"UPDATE {name} SET {string.Join(", ", rest)} WHERE {string.Join(" AND ", keys)}";
        _delete = $"DELETE FROM {name} WHERE {string.Join(" AND ", keys)}";
    }

    public void Insert(WriteBatch batch, T row) => batch.Add(_insert, row, Fill);

    public void Update(WriteBatch batch, T row) => batch.Add(_update, row, Fill);

    public void Delete(WriteBatch batch, T row) => batch.Add(_delete, row, FillKey);

    private void Fill(DbParameterCollection parameters, Func<DbParameter> create, object row) => Fill(parameters, create, row, keyOnly: false);

    private void FillKey(DbParameterCollection parameters, Func<DbParameter> create, object row) => Fill(parameters, create, row, keyOnly: true);

    private void Fill(DbParameterCollection parameters, Func<DbParameter> create, object row, bool keyOnly)
    {
        var place = 0;
        for (var i = 0; i < _columns.Length; i++)
        {
            if (keyOnly && !_columns[i].IsKey) continue;
            if (parameters.Count <= place)
            {
                var parameter = create();
                parameter.ParameterName = $"@p{i}";
                parameters.Add(parameter);
            }

            parameters[place++].Value = _columns[i].Value(row) ?? DBNull.Value;
        }
    }

    private sealed record Column(string Name, bool IsKey, Func<object, object?> Value)
    {
        public static Column Of(IProperty property, StoreObjectIdentifier table)
        {
            var getter = property.PropertyInfo is { } info ? Getter(info) : throw new NotSupportedException($"{property.Name} has no CLR property.");
            var converter = property.GetTypeMapping().Converter;
            Func<object, object?> read = converter is null
                ? getter
                : row => getter(row) is { } value ? converter.ConvertToProvider(value) : null;
            return new Column(property.GetColumnName(table)!, property.IsPrimaryKey(), read);
        }

        private static Func<object, object?> Getter(System.Reflection.PropertyInfo property)
        {
            var row = System.Linq.Expressions.Expression.Parameter(typeof(object));
            var read = System.Linq.Expressions.Expression.Property(System.Linq.Expressions.Expression.Convert(row, typeof(T)), property);
            return System.Linq.Expressions.Expression
                .Lambda<Func<object, object?>>(System.Linq.Expressions.Expression.Convert(read, typeof(object)), row).Compile();
        }
    }
}
