from django.urls import path

from employees.units import change_views, map_views, plan_views, views

app_name = "units"
urlpatterns = [
    path("", views.tree, name="tree"),
    path("bezetting/", map_views.headcount_start, name="headcount-start"),
    path("lowongan/", map_views.vacancy_list, name="vacancies"),
    path("lowongan/unduh/", map_views.vacancy_export, name="vacancy-export"),
    path("temuan/", map_views.finding_list, name="findings"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/bawahan/", views.branches, name="branches"),
    path("<int:pk>/bawahan/tambah/", change_views.unit_open, name="open"),
    path("<int:pk>/perbaiki/", change_views.unit_correct, name="correct"),
    path("<int:pk>/tutup/", change_views.unit_close, name="close"),
    path("<int:pk>/bezetting/", map_views.headcount_detail, name="headcount"),
    path("<int:pk>/bezetting/unduh/", map_views.headcount_export, name="headcount-export"),
    path("<int:pk>/bagan/", map_views.chart_page, name="chart"),
    path("<int:pk>/bagan/bawahan/", map_views.chart_level, name="chart-level"),
    path("<int:pk>/bagan/cetak/", map_views.chart_sheet, name="chart-sheet"),
    path("<int:pk>/jabatan/tambah/", change_views.position_add, name="position-add"),
    path("jabatan/<int:pk>/", change_views.position, name="position"),
    path("jabatan/<int:pk>/perbaiki/", change_views.position_correct, name="position-correct"),
    path("jabatan/<int:pk>/akhiri/", change_views.position_end, name="position-end"),
    path("jabatan/<int:pk>/beban-kerja/", change_views.position_tasks, name="position-tasks"),
    path("reorganisasi/", plan_views.plan_list, name="reorganisations"),
    path("reorganisasi/baru/", plan_views.plan_add, name="reorganisation-add"),
    path("reorganisasi/<int:pk>/", plan_views.plan_detail, name="reorganisation"),
    path("reorganisasi/<int:pk>/ubah/", plan_views.plan_correct, name="reorganisation-correct"),
    path("reorganisasi/<int:pk>/terapkan/", plan_views.plan_apply, name="reorganisation-apply"),
    path("reorganisasi/<int:pk>/batalkan/", plan_views.plan_cancel, name="reorganisation-cancel"),
    path("reorganisasi/<int:pk>/langkah/<int:line>/hapus/", plan_views.line_remove, name="line-remove"),
    path("reorganisasi/<int:pk>/langkah/<slug:step>/", plan_views.line_add, name="line-add"),
]
