import Canvas

/// The canvas's field for writing; the domain calls something else a field.
typealias WritingField = Field<Touch>
